using Trireme.Api.Meta.V1;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>What shall happen to one object.</summary>
internal sealed record GarbagePlan
{
    /// <summary>It stays as it is.</summary>
    public static GarbagePlan Keep { get; } = new();

    /// <summary>The owner references that it shall have; null to leave them.</summary>
    public IReadOnlyList<OwnerReference>? Owners { get; init; }

    /// <summary>How to delete it: Background, Foreground or Orphan; null to let it live.</summary>
    public string? Delete { get; init; }
}
