using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ObjectMeta</c> of meta/v1, found at <c>Namespace.metadata</c>, <c>Pod.metadata</c>, <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.metadata</c>.</summary>
public sealed record ObjectMeta
{
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    public long? DeletionGracePeriodSeconds { get; init; }

    public DateTimeOffset? DeletionTimestamp { get; init; }

    [ListSet, PatchMerge]
    public IReadOnlyList<string>? Finalizers { get; init; }

    public string? GenerateName { get; init; }

    public long? Generation { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyList<ManagedFieldsEntry>? ManagedFields { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    [ListMap("uid"), PatchMerge("uid")]
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    public string? ResourceVersion { get; init; }

    public string? SelfLink { get; init; }

    public string? Uid { get; init; }
}
