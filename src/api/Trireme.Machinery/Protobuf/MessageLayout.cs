using System.Collections.Frozen;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Protobuf;

/// <summary>
/// A structure as a protobuf message: its fields by number, and the embedded messages that JSON does not show. Immutable.
/// </summary>
internal sealed class MessageLayout
{
    private static readonly FrozenDictionary<int, SchemaField> None = FrozenDictionary<int, SchemaField>.Empty;

    private readonly FrozenDictionary<int, FrozenDictionary<int, SchemaField>> _groups;

    /// <summary>The layout of a structure.</summary>
    public MessageLayout(SchemaNode node) => _groups = node.Fields.Values
        .Where(field => field.ProtoNumber > 0)
        .GroupBy(field => field.ProtoInline)
        .ToFrozenDictionary(group => group.Key, group => group.ToFrozenDictionary(field => field.ProtoNumber));

    /// <summary>The field with a number; null where there is none.</summary>
    /// <param name="inline">The embedded message that it stands in; 0 for the structure's own.</param>
    /// <param name="number">The number.</param>
    public SchemaField? Find(int inline, int number) => _groups.GetValueOrDefault(inline, None).GetValueOrDefault(number);

    /// <summary>Whether a number of the structure's own message stands for an embedded message.</summary>
    public bool IsInline(int number) => number > 0 && _groups.ContainsKey(number);
}
