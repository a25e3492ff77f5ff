using System.Collections.Frozen;
using Trireme.Machinery.Protobuf;

namespace Trireme.Machinery.Schema;

/// <summary>
/// The schema of a value: one shape for built-in types and, later, for custom ones. Immutable once built; a recursive type refers to itself.
/// </summary>
public sealed class SchemaNode
{
    /// <summary>The shape.</summary>
    public required SchemaType Type { get; init; }

    /// <summary>The name under which OpenAPI publishes a structure, such as <c>io.k8s.api.core.v1.PodSpec</c>; null for other shapes.</summary>
    public string? Definition { get; init; }

    /// <summary>What the type means; null where nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>The fields of an object by JSON name; empty for other shapes.</summary>
    public FrozenDictionary<string, SchemaField> Fields { get; internal set; } = FrozenDictionary<string, SchemaField>.Empty;

    /// <summary>The shape of a list's items or of a map's values; null for other shapes.</summary>
    public SchemaNode? Element { get; internal set; }

    /// <summary>The structure's fields by their numbers in the protobuf form; derived when first asked for.</summary>
    internal MessageLayout Layout => field ??= new MessageLayout(this); // two that ask at once make the same

    /// <summary>Whether apply treats the whole structure as one value.</summary>
    public bool Atomic { get; init; }
}
