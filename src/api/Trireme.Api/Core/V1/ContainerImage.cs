namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerImage</c> of core/v1, found at <c>Node.status.images</c>.</summary>
public sealed record ContainerImage
{
    public IReadOnlyList<string>? Names { get; init; }

    public long? SizeBytes { get; init; }
}
