using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Keeps a number of like Pods running and rolls out changes to them.</summary>
[Kind("apps", "v1", "deployments", Namespaced = true, ShortNames = ["deploy"], Categories = ["all"], Subresources = ["status", "scale"])]
[Description("Keeps a number of like Pods running and rolls out changes to them.")]
public sealed record Deployment : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "apps/v1"; } = "apps/v1";

    public string Kind { get; init => field = value ?? "Deployment"; } = "Deployment";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Description("What the Deployment is to be."), ProtoField(2)]
    public DeploymentSpec Spec { get; init => field = value ?? new(); } = new();

    [Description("How far it has come."), ProtoField(3)]
    public DeploymentStatus Status { get; init => field = value ?? new(); } = new();
}
