using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>A scope for names and for policy: most objects live in one.</summary>
[Kind("", "v1", "namespaces", Namespaced = false, ShortNames = ["ns"], Subresources = ["status", "finalize"])]
[Description("A scope for names and for policy: most objects live in one.")]
public sealed record Namespace : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? "Namespace"; } = "Namespace";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public NamespaceSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public NamespaceStatus Status { get; init => field = value ?? new(); } = new();
}
