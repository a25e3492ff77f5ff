using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenRequestStatus</c> of authentication.k8s.io/v1, found at <c>TokenRequest.status</c>.</summary>
public sealed record TokenRequestStatus
{
    [ProtoField(2)]
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Token { get; init; }
}
