using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

/// <summary>Sets of fields that belong to objects.</summary>
internal static class OwnedFields
{
    /// <summary>The fields of metadata that nobody owns: the server sets them, or they say which object it is.</summary>
    public static readonly IReadOnlySet<string> UnownedMetadata = new HashSet<string>(StringComparer.Ordinal)
    {
        "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion",
    };

    private static readonly FieldSet Unowned = MakeUnowned();

    /// <summary>The fields without which an object is none: apply never removes them.</summary>
    public static FieldSet Kept => Unowned;

    /// <summary>The fields that an applied configuration names, less those that nobody owns.</summary>
    public static FieldSet Of(JsonObject configuration, FieldShape shape) => AllOf(configuration, shape).Difference(Unowned);

    /// <summary>The fields that an applied configuration names.</summary>
    public static FieldSet AllOf(JsonNode? value, FieldShape shape)
    {
        switch (shape.FormOf(value))
        {
            case FieldForm.Fields:
                return OfFields((JsonObject)value!, shape);
            case FieldForm.Items:
                return OfItems((JsonArray)value!, shape);
            default:
                return FieldSet.Leaf;
        }
    }

    /// <summary>
    /// The set with all named fields on the way to its fields. Fields of structures come with their content; entries of maps and items
    /// of lists do not.
    /// </summary>
    public static FieldSet WithNamed(FieldSet set, FieldShape shape)
    {
        if (!set.HasChildren)
            return set;
        var result = new FieldSetBuilder(set.Steps.Length);
        for (var i = 0; i < set.Steps.Length; i++)
        {
            var step = set.Steps[i];
            var child = WithNamed(set.Children[i], shape.Behind(step));
            result.AddLast(step, FieldPath.IsField(step) && shape.HasField(step[2..]) ? child.AsMember() : child);
        }
        return result.Build(set.IsMember);
    }

    private static FieldSet OfFields(JsonObject fields, FieldShape shape)
    {
        var result = new FieldSetBuilder(fields.Count);
        foreach (var (name, value) in fields)
        {
            var set = AllOf(value, shape.Child(name));
            var isMember = value is null or JsonObject { Count: 0 } || !shape.HasField(name);
            result.Add(FieldPath.Field(name), isMember ? set.AsMember() : set);
        }
        return result.Build(false);
    }

    private static FieldSet OfItems(JsonArray items, FieldShape shape)
    {
        var result = new FieldSetBuilder(items.Count);
        foreach (var item in items)
        {
            if (shape.StepOf(item, out _) is { } step)
                result.Add(step, AllOf(item, shape.Item).AsMember());
        }
        return result.Build(false);
    }

    private static FieldSet MakeUnowned()
    {
        var metadata = new FieldSetBuilder(UnownedMetadata.Count);
        foreach (var name in UnownedMetadata)
            metadata.Add(FieldPath.Field(name), FieldSet.Leaf);
        var root = new FieldSetBuilder(3);
        root.Add(FieldPath.Field("apiVersion"), FieldSet.Leaf);
        root.Add(FieldPath.Field("kind"), FieldSet.Leaf);
        root.Add(FieldPath.Field("metadata"), metadata.Build(true));
        return root.Build(false);
    }
}
