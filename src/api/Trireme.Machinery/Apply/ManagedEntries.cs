using System.Globalization;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

/// <summary>The entries of <c>metadata.managedFields</c>. Not thread-safe.</summary>
internal sealed class ManagedEntries
{
    private const int MaxUpdaters = 10;
    private const string OldUpdates = "ancient-changes";

    private readonly List<ManagedEntry> _entries;

    private ManagedEntries(List<ManagedEntry> entries) => _entries = entries;

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>The entries.</summary>
    public IReadOnlyList<ManagedEntry> All => _entries;

    /// <summary>No entries.</summary>
    public static ManagedEntries None() => new([]);

    /// <summary>Reads entries.</summary>
    /// <param name="json">The value of <c>metadata.managedFields</c>.</param>
    /// <param name="check">Whether the fields may be malformed, as a client sent them.</param>
    /// <param name="consume">Whether the entries may take their nodes out of <paramref name="json"/> instead of copying them.</param>
    /// <returns>Null where an entry is not valid.</returns>
    public static ManagedEntries? Read(JsonNode? json, bool check, bool consume = false)
    {
        if (json is null)
            return None();
        if (json is not JsonArray items)
            return null;
        var entries = new List<ManagedEntry>(items.Count + 1);
        foreach (var item in items)
        {
            if (ManagedEntry.Read(item, check) is not { } entry)
                return null;
            entries.Add(entry);
        }
        if (consume)
            items.Clear();
        return new ManagedEntries(entries);
    }

    /// <summary>A moment as entries write it.</summary>
    public static string Stamp(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The entry of a manager; null where there is none.</summary>
    public ManagedEntry? Find(string manager, string operation, string apiVersion, string subresource) =>
        _entries.Find(entry => entry.IsOf(manager, operation, apiVersion, subresource));

    /// <summary>The entry of a manager, made when missing.</summary>
    public ManagedEntry Ensure(string manager, string operation, string apiVersion, string subresource)
    {
        if (Find(manager, operation, apiVersion, subresource) is { } known)
            return known;
        var entry = new ManagedEntry(manager, operation, apiVersion, subresource);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Puts an entry in place of another.</summary>
    public void Replace(ManagedEntry? old, ManagedEntry entry)
    {
        if (old is not null)
            _entries.Remove(old);
        _entries.Add(entry);
    }

    /// <summary>Takes from every entry the fields that somebody else has changed or removed.</summary>
    public void Subtract(in FieldComparison difference, ManagedEntry? except = null)
    {
        foreach (var entry in _entries)
        {
            if (!ReferenceEquals(entry, except))
                entry.Subtract(difference);
        }
    }

    /// <summary>Merges the oldest updates of each version into one entry until there are few enough of them.</summary>
    public void Cap()
    {
        var updaters = _entries.FindAll(entry => !entry.IsApply && !entry.IsEmpty);
        if (updaters.Count <= MaxUpdaters)
            return;
        updaters.Sort(ByAge);
        var count = updaters.Count;
        var first = new Dictionary<string, ManagedEntry>(StringComparer.Ordinal);
        foreach (var updater in updaters)
        {
            if (count <= MaxUpdaters)
                break;
            if (first.TryAdd(updater.ApiVersion, updater))
                continue;
            var bucket = Find(OldUpdates, "Update", updater.ApiVersion, "");
            if (bucket is null)
            {
                var oldest = first[updater.ApiVersion];
                bucket = new ManagedEntry(OldUpdates, "Update", updater.ApiVersion, "") { Fields = oldest.Fields };
                Replace(oldest, bucket);
            }
            else if (ReferenceEquals(bucket, updater))
            {
                continue;
            }
            bucket.Fields = bucket.Fields.Union(updater.Fields);
            if (updater.Time is { } time)
                bucket.Touch(time);
            _entries.Remove(updater);
            count--;
        }
    }

    /// <summary>The JSON of all entries that own something, in canonical order; null when none does.</summary>
    public JsonArray? ToJson()
    {
        _entries.RemoveAll(entry => entry.IsEmpty);
        if (_entries.Count == 0)
            return null;
        _entries.Sort(ByOperation);
        var json = new JsonArray();
        foreach (var entry in _entries)
            json.Add((JsonNode)entry.ToJson());
        return json;
    }

    private static int ByAge(ManagedEntry left, ManagedEntry right)
    {
        var order = string.CompareOrdinal(left.Time ?? "", right.Time ?? "");
        return order != 0 ? order : ByName(left, right);
    }

    private static int ByOperation(ManagedEntry left, ManagedEntry right)
    {
        var order = string.CompareOrdinal(left.Operation, right.Operation);
        return order != 0 ? order : ByAge(left, right);
    }

    private static int ByName(ManagedEntry left, ManagedEntry right)
    {
        var order = string.CompareOrdinal(left.Manager, right.Manager);
        if (order == 0)
            order = string.CompareOrdinal(left.ApiVersion, right.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(left.Subresource, right.Subresource);
    }
}
