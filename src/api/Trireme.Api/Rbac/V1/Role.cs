using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>A set of permissions inside one namespace.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "roles", Namespaced = true)]
[Description("A set of permissions inside one namespace.")]
public sealed record Role : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "rbac.authorization.k8s.io/v1"; } = "rbac.authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "Role"; } = "Role";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<PolicyRule>? Rules { get; init; }
}
