using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenRequestSpec</c> of authentication.k8s.io/v1, found at <c>TokenRequest.spec</c>.</summary>
public sealed record TokenRequestSpec
{
    [ProtoField(1)]
    public IReadOnlyList<string>? Audiences { get; init; }

    [ProtoField(3)]
    public BoundObjectReference? BoundObjectRef { get; init; }

    [Default(3600L), ProtoField(4)]
    public long? ExpirationSeconds { get; init; }
}
