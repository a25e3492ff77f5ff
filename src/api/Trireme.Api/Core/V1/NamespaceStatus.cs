using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NamespaceStatus</c> of core/v1, found at <c>Namespace.status</c>.</summary>
public sealed record NamespaceStatus
{
    [ListMap("type"), PatchMerge("type"), ProtoField(2)]
    public IReadOnlyList<NamespaceCondition>? Conditions { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Phase { get; init; }
}
