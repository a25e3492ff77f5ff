using System.Globalization;
using System.Text.Json.Serialization;

namespace Trireme.Api.Meta.V1;

/// <summary>A number or a string, such as a port's number or name, a count or a percentage.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly record struct IntOrString
{
    /// <summary>Holds a number.</summary>
    public IntOrString(int number) => Number = number;

    /// <summary>Holds a string.</summary>
    public IntOrString(string text) => Text = text;

    /// <summary>The number; 0 when this is a string.</summary>
    public int Number { get; }

    /// <summary>The string; null when this is a number.</summary>
    public string? Text { get; }

    /// <summary>Whether this holds a string.</summary>
    public bool IsString => Text is not null;

    public static implicit operator IntOrString(int number) => new(number);

    public static implicit operator IntOrString(string text) => new(text);

    /// <summary>The count that this means out of <paramref name="total"/>: the number itself, or the percentage of it.</summary>
    /// <param name="total">What a percentage refers to.</param>
    /// <param name="roundUp">Whether a fraction counts as one more.</param>
    /// <returns>The count, or null where the string is not a percentage.</returns>
    public int? Scale(int total, bool roundUp)
    {
        if (Text is null)
            return Number;
        if (!Text.EndsWith('%') || !int.TryParse(Text.AsSpan(0, Text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
            return null;
        var product = (long)percent * total;
        return (int)(roundUp ? (product + 99) / 100 : product / 100);
    }

    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
