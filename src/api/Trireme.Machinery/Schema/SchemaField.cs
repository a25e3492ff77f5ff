using System.Text.Json.Nodes;

namespace Trireme.Machinery.Schema;

/// <summary>A field of a structure: its value's schema and what is asked of it. Immutable.</summary>
public sealed class SchemaField
{
    /// <summary>The JSON name.</summary>
    public required string Name { get; init; }

    /// <summary>The schema of the value.</summary>
    public required SchemaNode Node { get; init; }

    /// <summary>Whether a valid object must have it.</summary>
    public bool Required { get; init; }

    /// <summary>What the server fills in; clone before use. Null where there is no default.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The values that it may have; null for any.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The smallest number; null for no bound.</summary>
    public long? Minimum { get; init; }

    /// <summary>The largest number; null for no bound.</summary>
    public long? Maximum { get; init; }

    /// <summary>Whether it may not change after creation.</summary>
    public bool Immutable { get; init; }

    /// <summary>How apply sees a list.</summary>
    public ListKind ListKind { get; init; }

    /// <summary>The key fields of a list that is a map.</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>Whether apply treats the map or structure as one value.</summary>
    public bool Atomic { get; init; }

    /// <summary>Whether a strategic merge patch merges the list.</summary>
    public bool PatchMerge { get; init; }

    /// <summary>The key by which a strategic merge patch merges items; null for scalars.</summary>
    public string? PatchMergeKey { get; init; }

    /// <summary>Whether a strategic merge patch may name the keys to retain.</summary>
    public bool PatchRetainKeys { get; init; }

    /// <summary>The field's number in the protobuf form; 0 where it has none.</summary>
    public int ProtoNumber { get; init; }

    /// <summary>The number of the embedded message that holds the field in the protobuf form; 0 where the structure's own does.</summary>
    public int ProtoInline { get; init; }

    /// <summary>Whether a nought, <c>false</c> or empty string of the protobuf form means that the field is absent.</summary>
    public bool ProtoPlain { get; init; }

    /// <summary>What the field means; null where nobody has said.</summary>
    public string? Description { get; init; }
}
