using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// Resolves unquoted YAML scalars as the YAML library of Kubernetes does: <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, <c>y</c> and <c>n</c>
/// are booleans, <c>0644</c> is octal, underscores in numbers are skipped, times stay strings.
/// </summary>
internal static class YamlScalar
{
    private const int LongestNumber = 400;

    private static readonly FrozenDictionary<string, YamlScalarKind> Words = new (YamlScalarKind Kind, string[] Texts)[]
    {
        (YamlScalarKind.True, ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]),
        (YamlScalarKind.False, ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]),
        (YamlScalarKind.Null, ["", "~", "null", "Null", "NULL"]),
        (YamlScalarKind.NotFinite, [".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"]),
        (YamlScalarKind.Merge, ["<<"]),
    }.SelectMany(set => set.Texts.Select(text => (text, set.Kind))).ToFrozenDictionary(pair => pair.text, pair => pair.Kind);

    /// <summary>What the scalar means.</summary>
    /// <param name="text">The scalar as written.</param>
    /// <param name="integer">The number of an <see cref="YamlScalarKind.Integer"/>.</param>
    /// <param name="real">The number of a <see cref="YamlScalarKind.Float"/>.</param>
    public static YamlScalarKind Resolve(string text, out BigInteger integer, out double real)
    {
        integer = default;
        real = 0;
        if (text.Length <= 5 && Words.TryGetValue(text, out var kind))
            return kind;
        if (text.Length > LongestNumber)
            return YamlScalarKind.Text;
        var first = text[0];
        if (first == '.')
            return TryFloat(text, out real) ? YamlScalarKind.Float : YamlScalarKind.Text;
        if (!char.IsAsciiDigit(first) && first is not ('+' or '-'))
            return YamlScalarKind.Text;
        if (IsTime(text))
            return YamlScalarKind.Time;
        var plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", "", StringComparison.Ordinal) : text;
        if (TryInteger(plain, out integer))
            return YamlScalarKind.Integer;
        return TryFloat(plain, out real) ? YamlScalarKind.Float : YamlScalarKind.Text;
    }

    private static bool TryInteger(string text, out BigInteger value)
    {
        value = default;
        var digits = text.AsSpan();
        var negative = false;
        if (digits.Length > 0 && digits[0] is '+' or '-')
        {
            negative = digits[0] == '-';
            digits = digits[1..];
        }
        var radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            radix = digits[1] switch
            {
                'x' or 'X' => 16,
                'b' or 'B' => 2,
                _ => 8,
            };
            digits = digits[1] is 'x' or 'X' or 'b' or 'B' or 'o' or 'O' ? digits[2..] : digits[1..];
        }
        if (digits.IsEmpty)
            return false;
        foreach (var digit in digits)
        {
            var number = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (number >= radix)
                return false;
            value = (value * radix) + number;
        }
        if (negative)
            value = -value;
        return true;
    }

    /// <summary>A number with a point or an exponent; digits may be missing on one side of the point.</summary>
    private static bool TryFloat(string text, out double value)
    {
        value = 0;
        var at = text[0] is '+' or '-' ? 1 : 0;
        var before = Digits(text, ref at);
        var after = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            after = Digits(text, ref at);
        }
        if (before + after == 0)
            return false;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (Digits(text, ref at) == 0)
                return false;
        }
        return at == text.Length
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    private static int Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - start;
    }

    private static bool IsTime(string text)
    {
        if (text.Length < 8 || text[4] != '-' || !char.IsAsciiDigit(text[1]) || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3]) || !char.IsAsciiDigit(text[0]))
            return false;
        ReadOnlySpan<string> formats =
        [
            "yyyy-M-d'T'H:m:s.FFFFFFFK", "yyyy-M-d't'H:m:s.FFFFFFFK", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d",
        ];
        foreach (var format in formats)
        {
            if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
                return true;
        }
        return false;
    }
}
