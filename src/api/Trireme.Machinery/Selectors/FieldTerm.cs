namespace Trireme.Machinery.Selectors;

/// <summary>One condition of a field selector.</summary>
/// <param name="Field">The field's label, such as <c>spec.nodeName</c>.</param>
/// <param name="Value">What it is compared with, unescaped.</param>
/// <param name="Negated">Whether it must differ.</param>
public readonly record struct FieldTerm(string Field, string Value, bool Negated)
{
    /// <summary>Whether a field of this value satisfies the condition.</summary>
    public bool Matches(string value) => string.Equals(value, Value, StringComparison.Ordinal) != Negated;

    /// <inheritdoc/>
    public override string ToString()
    {
        var escaped = Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("=", "\\=", StringComparison.Ordinal);
        return $"{Field}{(Negated ? "!=" : "=")}{escaped}";
    }
}
