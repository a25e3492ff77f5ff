using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>What differs between two states of an object, field by field.</summary>
/// <param name="Changed">The fields that are new or have another value.</param>
/// <param name="Removed">The fields that are gone.</param>
internal readonly record struct FieldComparison(FieldSet Changed, FieldSet Removed)
{
    private static readonly FieldComparison None = new(FieldSet.Empty, FieldSet.Empty);
    private static readonly JsonObject NoFields = [];
    private static readonly HashSet<string> UnownedRoot = new(StringComparer.Ordinal) { "apiVersion", "kind" };

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Changed.IsEmpty && Removed.IsEmpty;

    /// <summary>Compares two states of an object, but for the fields that nobody owns.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="before">The state before; null before it was created.</param>
    /// <param name="after">The state after.</param>
    public static FieldComparison Of(KindInfo kind, JsonObject? before, JsonObject after) =>
        Fields(before ?? NoFields, after, FieldShape.Root(kind), UnownedRoot, isRoot: true);

    private static FieldComparison Values(JsonNode? before, JsonNode? after, FieldShape shape)
    {
        if (before is null && after is null)
            return None;
        var form = before is null ? shape.FormOf(after) : shape.FormOf(before);
        if (before is not null && after is not null && shape.FormOf(after) != form)
            return new FieldComparison(OwnedFields.AllOf(after, shape).AsMember(), OwnedFields.AllOf(before, shape).AsMember());
        if (form == FieldForm.Leaf || (IsBare(before) && IsBare(after)))
            return Leaf(before, after);
        var below = form == FieldForm.Fields
            ? Fields(before as JsonObject, after as JsonObject, shape, null, isRoot: false)
            : Items(before as JsonArray, after as JsonArray, shape);
        if (before is null)
            return below with { Changed = below.Changed.AsMember() };
        return after is null ? below with { Removed = below.Removed.AsMember() } : below;
    }

    private static FieldComparison Leaf(JsonNode? before, JsonNode? after)
    {
        if (before is null)
            return new FieldComparison(FieldSet.Leaf, FieldSet.Empty);
        if (after is null)
            return new FieldComparison(FieldSet.Empty, FieldSet.Leaf);
        return JsonNode.DeepEquals(before, after) ? None : new FieldComparison(FieldSet.Leaf, FieldSet.Empty);
    }

    /// <summary>Empty and absent are told apart as values, as there is nothing in them to tell apart.</summary>
    private static bool IsBare(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static FieldComparison Fields(JsonObject? before, JsonObject? after, FieldShape shape, IReadOnlySet<string>? skipped, bool isRoot)
    {
        var changed = new FieldSetBuilder(4);
        var removed = new FieldSetBuilder(4);
        foreach (var (name, value) in before ?? NoFields)
        {
            if (skipped is not null && skipped.Contains(name))
                continue;
            JsonNode? other = null;
            after?.TryGetPropertyValue(name, out other);
            Field(name, value, other, before, after, shape, isRoot, ref changed, ref removed);
        }
        foreach (var (name, value) in after ?? NoFields)
        {
            if ((before is not null && before.ContainsKey(name)) || (skipped is not null && skipped.Contains(name)))
                continue;
            Field(name, null, value, before, after, shape, isRoot, ref changed, ref removed);
        }
        return new FieldComparison(changed.Build(false), removed.Build(false));
    }

    private static void Field(
        string name, JsonNode? before, JsonNode? after, JsonObject? parentBefore, JsonObject? parentAfter, FieldShape shape, bool isRoot,
        ref FieldSetBuilder changed, ref FieldSetBuilder removed)
    {
        var child = shape.Child(name);
        if (before is null != after is null && child.IsAlwaysPresent)
        {
            if (before is null && parentBefore is not null)
                before = EmptyLike(after!);
            else if (after is null && parentAfter is not null)
                after = EmptyLike(before!);
        }
        var isMetadata = isRoot && name == "metadata" && before is JsonObject or null && after is JsonObject or null;
        var difference = isMetadata
            ? Fields(before as JsonObject, after as JsonObject, child, OwnedFields.UnownedMetadata, isRoot: false)
            : Values(before, after, child);
        if (difference.IsEmpty)
            return;
        var step = FieldPath.Field(name);
        changed.Add(step, difference.Changed);
        removed.Add(step, difference.Removed);
    }

    private static JsonNode EmptyLike(JsonNode node) => node is JsonArray ? new JsonArray() : new JsonObject();

    private static FieldComparison Items(JsonArray? before, JsonArray? after, FieldShape shape)
    {
        if (before is not null && after is not null && JsonNode.DeepEquals(before, after))
            return None;
        var pairs = new Dictionary<string, (JsonNode? Before, JsonNode? After, bool Repeated)>(StringComparer.Ordinal);
        foreach (var item in before ?? [])
        {
            if (shape.StepOf(item, out _) is { } step)
                pairs[step] = pairs.TryGetValue(step, out var known) ? (known.Before, null, true) : (item, null, false);
        }
        foreach (var item in after ?? [])
        {
            if (shape.StepOf(item, out _) is { } step)
                pairs[step] = pairs.TryGetValue(step, out var known) ? (known.Before, item, known.Repeated || known.After is not null) : (null, item, false);
        }
        var changed = new FieldSetBuilder(4);
        var removed = new FieldSetBuilder(4);
        foreach (var (step, (old, now, repeated)) in pairs)
        {
            // items that share a key cannot be told apart: together they are one value
            var difference = repeated ? Leaf(old, now) : Values(old, now, shape.Item);
            changed.Add(step, difference.Changed);
            removed.Add(step, difference.Removed);
        }
        return new FieldComparison(changed.Build(false), removed.Build(false));
    }
}
