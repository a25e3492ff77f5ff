using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerImage</c> of core/v1, found at <c>Node.status.images</c>.</summary>
public sealed record ContainerImage
{
    [ProtoField(1)]
    public IReadOnlyList<string>? Names { get; init; }

    [ProtoField(2, Plain = true)]
    public long? SizeBytes { get; init; }
}
