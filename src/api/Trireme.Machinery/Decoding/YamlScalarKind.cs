namespace Trireme.Machinery.Decoding;

/// <summary>What an unquoted YAML scalar means.</summary>
internal enum YamlScalarKind
{
    Text,
    Null,
    True,
    False,
    Integer,
    Float,

    /// <summary>A date or time: a string in JSON, but not to be written without quotes.</summary>
    Time,

    /// <summary>The key <c>&lt;&lt;</c>.</summary>
    Merge,

    /// <summary>A number that JSON does not have: infinity or not-a-number.</summary>
    NotFinite,
}
