namespace Trireme.Api.Schema;

/// <summary>The values that the field may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] values) : Attribute
{
    /// <summary>The values, in the order in which an error names them.</summary>
    public string[] Values { get; } = values;
}
