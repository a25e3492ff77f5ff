using Trireme.Controllers.Deployments;
using Trireme.Controllers.ReplicaSets;

namespace Trireme.Controllers.Framework;

/// <summary>The one list of all controllers.</summary>
internal static class ControllerList
{
    public static IReadOnlyList<IController> Create(ControllerContext context) =>
    [
        new DeploymentController(context),
        new ReplicaSetController(context),
    ];
}
