namespace Trireme.Api.Schema;

/// <summary>The value that the server fills in where the field is absent. A string that starts with <c>{</c> is a JSON object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>A string, a number, a boolean, or the text of a JSON object.</summary>
    public object Value { get; } = value;
}
