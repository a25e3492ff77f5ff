namespace Trireme.Api.Schema;

/// <summary>The list is a map, its items told apart by these fields (KEP-555).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapAttribute(params string[] keys) : Attribute
{
    /// <summary>The JSON names of the key fields.</summary>
    public string[] Keys { get; } = keys;
}
