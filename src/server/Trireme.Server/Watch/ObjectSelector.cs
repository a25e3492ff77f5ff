using Trireme.Machinery.Selectors;
using Trireme.Server.Cache;

namespace Trireme.Server.Watch;

/// <summary>Which objects of a kind a list or watch is about. Immutable.</summary>
internal sealed class ObjectSelector
{
    /// <summary>The namespace; empty for all.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The name; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which labels; null for all.</summary>
    public LabelSelector? Labels { get; init; }

    /// <summary>Which field values; empty for all.</summary>
    public FieldTest[] Fields { get; init; } = [];

    /// <summary>The fields that the kind has to select by.</summary>
    public required IReadOnlyList<string> Selectable { get; init; }

    /// <summary>Whether the selector asks for more than a namespace, so that how many objects are left is not known without looking.</summary>
    public bool IsSelective => Labels is not null || Fields.Length > 0 || Name.Length > 0;

    /// <summary>The prefix of the keys of selected objects.</summary>
    public string Prefix => Namespace.Length == 0 ? "" : Namespace + "/";

    /// <summary>Whether an object is selected.</summary>
    public bool Matches(CachedObject value) =>
        (Namespace.Length == 0 || value.Namespace == Namespace)
        && (Name.Length == 0 || value.Name == Name)
        && (Labels is null || Labels.Matches(value.Labels))
        && MatchesFields(value);

    /// <summary>What a change means to the selection: an object that comes into it was added, one that leaves it was deleted; null where it concerns neither.</summary>
    public WatchItem? Judge(CacheEvent change)
    {
        var isIn = change.Type != CacheEventType.Deleted && Matches(change.Object!);
        var wasIn = change.Previous is { } previous && Matches(previous);
        if (isIn)
            return new WatchItem(wasIn ? CacheEventType.Modified : CacheEventType.Added, change.Object, change.Revision);
        if (!wasIn)
            return null;
        return new WatchItem(
            CacheEventType.Deleted, change.Type == CacheEventType.Deleted ? change.Object : change.PreviousAtRevision, change.Revision);
    }

    private bool MatchesFields(CachedObject value)
    {
        foreach (var test in Fields)
        {
            if ((value.Field(Selectable, test.Index) == test.Value) == test.Negated)
                return false;
        }
        return true;
    }
}
