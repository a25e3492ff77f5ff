using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Decoding;

/// <summary>How Kubernetes' messages name the type of a value.</summary>
internal static class GoTypes
{
    /// <summary>The type of a value: <c>int32</c>, <c>[]string</c>, <c>v1.PodSpec</c>.</summary>
    public static string Name(SchemaNode node) => node.Type switch
    {
        SchemaType.Object => Qualified(node),
        SchemaType.Map => "map[string]" + Name(node.Element!),
        SchemaType.List => "[]" + Name(node.Element!),
        SchemaType.Int32 => "int32",
        SchemaType.Int64 => "int64",
        SchemaType.Number => "float64",
        SchemaType.Boolean => "bool",
        SchemaType.Bytes => "[]uint8",
        _ => "string",
    };

    /// <summary>The structure's own name without its package: <c>PodSpec</c>.</summary>
    public static string Structure(SchemaNode node)
    {
        var definition = node.Definition ?? "";
        return definition[(definition.LastIndexOf('.') + 1)..];
    }

    private static string Qualified(SchemaNode node)
    {
        var definition = node.Definition ?? "";
        var last = definition.LastIndexOf('.');
        return last <= 0 ? definition : definition[(definition.LastIndexOf('.', last - 1) + 1)..];
    }
}
