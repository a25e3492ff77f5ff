using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NamespaceSpec</c> of core/v1, found at <c>Namespace.spec</c>.</summary>
public sealed record NamespaceSpec
{
    [ListAtomic, ProtoField(1)]
    public IReadOnlyList<string>? Finalizers { get; init; }
}
