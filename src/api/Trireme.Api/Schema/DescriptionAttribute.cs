namespace Trireme.Api.Schema;

/// <summary>What a kind or a field means, as <c>kubectl explain</c> shows it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class DescriptionAttribute(string text) : Attribute
{
    /// <summary>One or more sentences of plain text.</summary>
    public string Text { get; } = text;
}
