using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

/// <summary>Takes fields out of an object.</summary>
internal static class FieldRemoval
{
    /// <summary>Removes every field of a set, with all that is below it. What becomes empty by that goes too.</summary>
    /// <param name="target">The object; changed in place.</param>
    /// <param name="removed">The fields.</param>
    /// <param name="shape">The object's shape.</param>
    public static void From(JsonObject target, FieldSet removed, FieldShape shape)
    {
        for (var i = 0; i < removed.Steps.Length; i++)
        {
            var step = removed.Steps[i];
            if (!FieldPath.IsField(step) || !target.TryGetPropertyValue(step[2..], out var value))
                continue;
            var name = step[2..];
            if (removed.Children[i].IsMember || Below(value, removed.Children[i], shape.Child(name)))
                target.Remove(name);
        }
    }

    /// <returns>Whether nothing is left.</returns>
    private static bool Below(JsonNode? value, FieldSet removed, FieldShape shape)
    {
        switch (shape.FormOf(value))
        {
            case FieldForm.Fields:
                var fields = (JsonObject)value!;
                From(fields, removed, shape);
                return fields.Count == 0;
            case FieldForm.Items:
                var items = (JsonArray)value!;
                Items(items, removed, shape);
                return items.Count == 0;
            default:
                return false;
        }
    }

    private static void Items(JsonArray items, FieldSet removed, FieldShape shape)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (shape.StepOf(items[i], out _) is not { } step || removed.Find(step) is not { } child)
                continue;
            if (child.IsMember)
                items.RemoveAt(i);
            else
                Below(items[i], child, shape.Item);
        }
    }
}
