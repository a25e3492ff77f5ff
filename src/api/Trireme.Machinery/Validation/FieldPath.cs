using System.Globalization;
using System.Text;

namespace Trireme.Machinery.Validation;

/// <summary>The place of a field: <c>spec.containers[0].resources.limits[cpu]</c>. Immutable; the text is only made when asked for.</summary>
public sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _name;
    private readonly int _index;
    private readonly Kind _kind;

    private FieldPath(FieldPath? parent, string name, int index, Kind kind)
    {
        _parent = parent;
        _name = name;
        _index = index;
        _kind = kind;
    }

    private enum Kind
    {
        Root,
        Field,
        Index,
        Key,
    }

    /// <summary>The object itself.</summary>
    public static FieldPath Root { get; } = new(null, "", 0, Kind.Root);

    /// <summary>A field of the object.</summary>
    public static FieldPath Of(string field) => new(null, field, 0, Kind.Field);

    /// <summary>A field of a field of the object.</summary>
    public static FieldPath Of(string field, string inner) => Of(field).Child(inner);

    /// <summary>A field of this structure.</summary>
    public FieldPath Child(string field) => new(_kind == Kind.Root ? null : this, field, 0, Kind.Field);

    /// <summary>An item of this list.</summary>
    public FieldPath Index(int index) => new(this, "", index, Kind.Index);

    /// <summary>An entry of this map.</summary>
    public FieldPath Key(string key) => new(this, key, 0, Kind.Key);

    /// <summary>The path as messages write it; <c>[]</c> for the object itself.</summary>
    public override string ToString()
    {
        if (_kind == Kind.Root)
            return "[]";
        if (_parent is null)
            return _name;
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        _parent?.Append(text);
        switch (_kind)
        {
            case Kind.Field:
                if (text.Length > 0)
                    text.Append('.');
                text.Append(_name);
                break;
            case Kind.Index:
                text.Append('[').Append(_index.ToString(CultureInfo.InvariantCulture)).Append(']');
                break;
            case Kind.Key:
                text.Append('[').Append(_name).Append(']');
                break;
        }
    }
}
