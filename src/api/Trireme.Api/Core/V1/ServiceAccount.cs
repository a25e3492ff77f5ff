using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>The identity under which the processes of a Pod talk to the API.</summary>
[Kind("", "v1", "serviceaccounts", Namespaced = true, ShortNames = ["sa"], Subresources = ["token"])]
[Description("The identity under which the processes of a Pod talk to the API.")]
public sealed record ServiceAccount : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    [ProtoField(4)]
    public bool? AutomountServiceAccountToken { get; init; }

    [ListAtomic, ProtoField(3)]
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    public string Kind { get; init => field = value ?? "ServiceAccount"; } = "ServiceAccount";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ListMap("name"), PatchMerge("name"), ProtoField(2)]
    public IReadOnlyList<ObjectReference>? Secrets { get; init; }
}
