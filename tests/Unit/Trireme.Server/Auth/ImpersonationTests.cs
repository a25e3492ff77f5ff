using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth;

public sealed class ImpersonationTests
{
    private readonly UserInfo _admin = new("admin", []);
    private readonly ListAuthorizer _authorizer = new();

    [Fact]
    public void Apply_NoHeaders_ChangesNothing() => Assert.Same(_admin, Apply().User);

    [Fact]
    public void Apply_Allowed_ServesAsTheOther()
    {
        _authorizer.Allow("users bob", "groups dev", "userextras/scopes view", "uids u-1");
        var outcome = Apply(("Impersonate-User", "bob"), ("Impersonate-Group", "dev"), ("Impersonate-Uid", "u-1"), ("Impersonate-Extra-Scopes", "view"));
        Assert.Null(outcome.Refused);
        Assert.Equal("bob", outcome.User.Name);
        Assert.Equal(["dev", "system:authenticated"], outcome.User.Groups);
        Assert.Equal("u-1", outcome.User.Uid);
        Assert.Equal(["view"], outcome.User.Extra["scopes"]);
    }

    [Theory]
    [InlineData("users bob")]
    [InlineData("users bob", "groups dev", "uids u-1")]
    [InlineData("groups dev", "userextras/scopes view", "uids u-1")]
    public void Apply_OnePartNotAllowed_IsRefused(params string[] allowed)
    {
        _authorizer.Allow(allowed);
        var outcome = Apply(("Impersonate-User", "bob"), ("Impersonate-Group", "dev"), ("Impersonate-Uid", "u-1"), ("Impersonate-Extra-Scopes", "view"));
        Assert.NotNull(outcome.Refused);
        Assert.Same(_admin, outcome.User);
    }

    [Fact]
    public void Apply_ServiceAccount_HasItsGroups()
    {
        _authorizer.Allow("serviceaccounts app");
        Assert.Equal(
            ["system:serviceaccounts", "system:serviceaccounts:ns", "system:authenticated"],
            Apply(("Impersonate-User", "system:serviceaccount:ns:app")).User.Groups);
    }

    [Fact]
    public void Apply_GroupWithoutUser_IsAnError() => Assert.NotNull(Apply(("Impersonate-Group", "system:masters")).Error);

    private ImpersonationOutcome Apply(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
            context.Request.Headers.Append(name, value);
        var outcome = new Impersonation(_authorizer).Apply(context.Request, _admin);
        if (outcome is { Refused: null, Error: null })
            Assert.DoesNotContain(context.Request.Headers.Keys, key => key.StartsWith("Impersonate-", StringComparison.OrdinalIgnoreCase));
        return outcome;
    }

    private sealed class ListAuthorizer : IAuthorizer
    {
        private readonly HashSet<string> _allowed = [];

        public void Allow(params string[] allowed) => _allowed.UnionWith(allowed);

        public AccessDecision Authorize(AccessRequest request)
        {
            var resource = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
            return new AccessDecision(request.Verb == "impersonate" && _allowed.Contains($"{resource} {request.Name}"), "");
        }
    }
}
