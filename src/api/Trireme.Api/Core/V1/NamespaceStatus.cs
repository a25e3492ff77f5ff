using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NamespaceStatus</c> of core/v1, found at <c>Namespace.status</c>.</summary>
public sealed record NamespaceStatus
{
    [ListMap("type"), PatchMerge("type")]
    public IReadOnlyList<NamespaceCondition>? Conditions { get; init; }

    public string? Phase { get; init; }
}
