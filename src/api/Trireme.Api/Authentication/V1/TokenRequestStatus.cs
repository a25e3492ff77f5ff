namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenRequestStatus</c> of authentication.k8s.io/v1, found at <c>TokenRequest.status</c>.</summary>
public sealed record TokenRequestStatus
{
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    public string? Token { get; init; }
}
