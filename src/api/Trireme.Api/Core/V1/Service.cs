using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>A stable name and address in front of the Pods that a selector finds.</summary>
[Kind("", "v1", "services", Namespaced = true, ShortNames = ["svc"], Categories = ["all"], Subresources = ["status", "proxy"])]
[Description("A stable name and address in front of the Pods that a selector finds.")]
public sealed record Service : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? "Service"; } = "Service";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Description("What the Service is to be."), ProtoField(2)]
    public ServiceSpec Spec { get; init => field = value ?? new(); } = new();

    [Description("What is there of it."), ProtoField(3)]
    public ServiceStatus Status { get; init => field = value ?? new(); } = new();
}
