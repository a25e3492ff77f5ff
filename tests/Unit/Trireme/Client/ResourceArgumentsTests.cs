using Trireme.Client;
using Trireme.Client.Discovery;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Xunit;

namespace Trireme.Tests.Unit.App.Client;

public sealed class ResourceArgumentsTests
{
    private static readonly ResourceCatalog Catalog = new(
    [
        Resource("", "v1", "pods", "Pod", ["po"], ["all"]),
        Resource("", "v1", "events", "Event", ["ev"], []),
        Resource("apps", "v1", "deployments", "Deployment", ["deploy"], ["all"]),
        Resource("events.k8s.io", "v1", "events", "Event", ["ev"], []),
    ]);

    [Fact]
    public void Parse_TypesAndNames_OneArgument()
    {
        var argument = Assert.Single(ResourceArguments.Parse(["pods,svc", "a", "b"]));

        Assert.Equal(["pods", "svc"], argument.Types);
        Assert.Equal(["a", "b"], argument.Names);
    }

    [Fact]
    public void Parse_Pairs_NeighboursOfOneTypeTogether()
    {
        var arguments = ResourceArguments.Parse(["pod/a", "pod/b", "svc/c", "pod/d"]);

        Assert.Equal(["pod", "svc", "pod"], arguments.Select(argument => argument.Types[0]));
        Assert.Equal(["a", "b"], arguments[0].Names);
    }

    [Theory]
    [InlineData("pods", "svc/a")]
    [InlineData("pod/a/b")]
    [InlineData("pod/")]
    [InlineData("/a")]
    [InlineData("a,b/c")]
    [InlineData("")]
    [InlineData(",")]
    [InlineData]
    public void Parse_BrokenForms_Refused(params string[] arguments) =>
        Assert.Throws<CommandException>(() => ResourceArguments.Parse(arguments));

    [Theory]
    [InlineData("po", "pods")]
    [InlineData("Pod", "pods")]
    [InlineData("pod", "pods")]
    [InlineData("DEPLOY", "deployments.apps")]
    [InlineData("deployments.apps", "deployments.apps")]
    [InlineData("deployments.v1.apps", "deployments.apps")]
    [InlineData("ev", "events")]
    [InlineData("events.events.k8s.io", "events.events.k8s.io")]
    [InlineData("events.events", "events.events.k8s.io")]
    public void Find_AnyName_TheResource(string name, string expected) =>
        Assert.Equal(expected, Catalog.Find(name).Address.GroupResource);

    [Fact]
    public void Find_Unknown_SaysSo() =>
        Assert.Equal("the server doesn't have a resource type \"foo\"", Assert.Throws<CommandException>(() => Catalog.Find("foo")).Message);

    [Fact]
    public void Select_Category_ItsMembers()
    {
        var selections = Catalog.Select(ResourceArguments.Parse(["all"]));

        Assert.Equal(["pods", "deployments.apps"], selections.Select(selection => selection.Address.GroupResource));
    }

    private static DiscoveredResource Resource(string group, string version, string plural, string kind, string[] shortNames, string[] categories) =>
        new(new ResourceAddress(group, version, plural, kind, Namespaced: true), ["get", "list"]) { ShortNames = shortNames, Categories = categories };
}
