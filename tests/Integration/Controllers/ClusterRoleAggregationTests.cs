using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Xunit;

namespace Trireme.Tests.Integration.Controllers;

public sealed class ClusterRoleAggregationTests
{
    [Fact]
    public async Task ClusterRole_LabelledForView_ShowsUpInAllThatGatherIt()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(new ClusterRole
        {
            Metadata = new ObjectMeta { Name = "things-viewer", Labels = new Dictionary<string, string> { ["rbac.authorization.k8s.io/aggregate-to-view"] = "true" } },
            Rules = [new PolicyRule { Verbs = ["get"], ApiGroups = ["example.org"], Resources = ["things"] }],
        });
        foreach (var name in new[] { "view", "edit", "admin" })
            await cluster.UntilAsync<ClusterRole>(null, name, role => role.Rules!.Any(rule => rule.Resources is ["things"]));

        await cluster.Client.Resource<ClusterRole>().DeleteAsync("things-viewer", new DeleteOptions(), ControllerCluster.Cancellation);
        await cluster.UntilAsync<ClusterRole>(null, "admin", role => !role.Rules!.Any(rule => rule.Resources is ["things"]));
    }
}
