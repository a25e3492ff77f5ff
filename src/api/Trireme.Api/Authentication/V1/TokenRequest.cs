using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>A request for a token of a service account.</summary>
[Kind("authentication.k8s.io", "v1", "")]
[Description("A request for a token of a service account.")]
public sealed record TokenRequest : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "authentication.k8s.io/v1"; } = "authentication.k8s.io/v1";

    public string Kind { get; init => field = value ?? "TokenRequest"; } = "TokenRequest";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public TokenRequestSpec? Spec { get; init; }

    [ProtoField(3)]
    public TokenRequestStatus? Status { get; init; }
}
