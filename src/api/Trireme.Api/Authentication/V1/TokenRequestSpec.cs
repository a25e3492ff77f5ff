using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenRequestSpec</c> of authentication.k8s.io/v1, found at <c>TokenRequest.spec</c>.</summary>
public sealed record TokenRequestSpec
{
    public IReadOnlyList<string>? Audiences { get; init; }

    public BoundObjectReference? BoundObjectRef { get; init; }

    [Default(3600L)]
    public long? ExpirationSeconds { get; init; }
}
