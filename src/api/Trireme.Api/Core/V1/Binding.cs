using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Ties a Pod to a Node.</summary>
[Kind("", "v1", "bindings", Namespaced = true, Verbs = ["create"])]
[Description("Ties a Pod to a Node.")]
public sealed record Binding : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? "Binding"; } = "Binding";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(2)]
    public ObjectReference Target { get; init => field = value ?? new(); } = new();
}
