using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>BoundObjectReference</c> of authentication.k8s.io/v1, found at <c>TokenRequest.spec.boundObjectRef</c>.</summary>
public sealed record BoundObjectReference
{
    [ProtoField(2, Plain = true)]
    public string? ApiVersion { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Kind { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Uid { get; init; }
}
