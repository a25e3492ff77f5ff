namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>BoundObjectReference</c> of authentication.k8s.io/v1, found at <c>TokenRequest.spec.boundObjectRef</c>.</summary>
public sealed record BoundObjectReference
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Uid { get; init; }
}
