namespace Trireme.Api.Schema;

/// <summary>The bounds of a number, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InRangeAttribute(long minimum, long maximum) : Attribute
{
    /// <summary>The smallest valid value.</summary>
    public long Minimum { get; } = minimum;

    /// <summary>The largest valid value.</summary>
    public long Maximum { get; } = maximum;
}
