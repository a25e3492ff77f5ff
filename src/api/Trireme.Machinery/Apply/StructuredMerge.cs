using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

/// <summary>Lays an applied configuration over an object: what it names takes its value, what it does not name stays.</summary>
internal static class StructuredMerge
{
    /// <summary>Merges a configuration into an object. A null in the configuration takes the field away.</summary>
    /// <param name="target">The object; changed in place.</param>
    /// <param name="configuration">The configuration; nothing of it is changed or shared.</param>
    /// <param name="shape">The shape of both.</param>
    public static void Into(JsonObject target, JsonObject configuration, FieldShape shape)
    {
        foreach (var (name, value) in configuration)
        {
            if (value is null)
            {
                target.Remove(name);
                continue;
            }
            var child = shape.Child(name);
            target.TryGetPropertyValue(name, out var existing);
            var merged = Value(existing, value, child);
            if (!ReferenceEquals(merged, existing))
                target[name] = merged;
        }
    }

    private static JsonNode Value(JsonNode? target, JsonNode configuration, FieldShape shape)
    {
        switch (shape.FormOf(configuration))
        {
            case FieldForm.Fields:
                var fields = target as JsonObject ?? [];
                Into(fields, (JsonObject)configuration, shape);
                return fields;
            case FieldForm.Items:
                var items = target as JsonArray ?? [];
                Items(items, (JsonArray)configuration, shape);
                return items;
            default:
                return configuration.DeepClone();
        }
    }

    /// <summary>
    /// Merges items by identity. Items that both have stand in the configuration's order; those of the object alone keep their place
    /// before the next shared item; those of the configuration alone come after what stood before them.
    /// </summary>
    private static void Items(JsonArray target, JsonArray configuration, FieldShape shape)
    {
        var left = Detach(target, shape);
        var right = new List<(string Step, JsonNode? Item)>(configuration.Count);
        foreach (var item in configuration)
        {
            if (shape.StepOf(item, out _) is { } step)
                right.Add((step, item));
        }
        var leftByStep = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (step, item) in left)
            leftByStep.TryAdd(step, item);
        var wanted = right.Select(entry => entry.Step).ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(right.Where(entry => leftByStep.ContainsKey(entry.Step)).Select(entry => entry.Step));
        int i = 0, j = 0;
        while (i < left.Count || j < right.Count)
        {
            if (i < left.Count && !wanted.Contains(left[i].Step))
            {
                target.Add(left[i++].Item);
                continue;
            }
            if (i < left.Count && (!shared.TryPeek(out var next) || next != left[i].Step))
            {
                i++; // shared, and taken already or to be taken where the configuration has it
                continue;
            }
            var (wantedStep, wantedItem) = right[j++];
            leftByStep.TryGetValue(wantedStep, out var existing);
            target.Add(wantedItem is null ? null : Value(existing, wantedItem, shape.Item));
            if (shared.TryPeek(out var taken) && taken == wantedStep)
            {
                shared.Dequeue();
                if (i < left.Count && left[i].Step == wantedStep)
                    i++;
            }
        }
    }

    private static List<(string Step, JsonNode? Item)> Detach(JsonArray target, FieldShape shape)
    {
        var items = new List<(string Step, JsonNode? Item)>(target.Count);
        foreach (var item in target.ToArray())
            items.Add((shape.StepOf(item, out _) ?? "", item));
        target.Clear();
        return items;
    }
}
