using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Trireme.Api.Meta.V1;

/// <summary>
/// An amount of a resource, such as <c>100m</c>, <c>1.5</c>, <c>64Mi</c> or <c>1e3</c>: a decimal with a binary (Ki … Ei),
/// decimal (n, u, m, k … E) or exponent suffix. Kept in nano-units, so that sums and comparisons are exact.
/// </summary>
/// <remarks>Source: Kubernetes API reference, <c>resource.Quantity</c>. Finer than nano is rounded up, as there.</remarks>
[JsonConverter(typeof(QuantityConverter))]
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    private const int MaximumLength = 128;
    private static readonly BigInteger NanoPerUnit = 1_000_000_000;
    private readonly string? _text;

    private Quantity(BigInteger nano, string? text)
    {
        Nano = nano;
        _text = text;
    }

    /// <summary>The amount in thousand-millionths of a unit.</summary>
    public BigInteger Nano { get; }

    /// <summary>The amount in units, rounded up; at most <see cref="long.MaxValue"/>.</summary>
    public long Value => Clamp(CeilingOf(Nano, NanoPerUnit));

    /// <summary>The amount in thousandths, rounded up; at most <see cref="long.MaxValue"/>. The unit of CPU.</summary>
    public long MilliValue => Clamp(CeilingOf(Nano, 1_000_000));

    /// <summary>Whether the amount is nought.</summary>
    public bool IsZero => Nano.IsZero;

    /// <summary>A quantity of whole units, written as a plain number.</summary>
    public static Quantity FromUnits(long units) => new(units * NanoPerUnit, units.ToString(CultureInfo.InvariantCulture));

    /// <summary>A quantity of thousandths, written with <c>m</c> where it is not whole.</summary>
    public static Quantity FromMilli(long milli) =>
        milli % 1000 == 0 ? FromUnits(milli / 1000) : new(new BigInteger(milli) * 1_000_000, milli.ToString(CultureInfo.InvariantCulture) + "m");

    /// <summary>A quantity of bytes, written with the largest binary suffix that keeps it whole.</summary>
    public static Quantity FromBytes(long bytes)
    {
        string[] suffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];
        var shown = bytes;
        var at = 0;
        while (at < suffixes.Length - 1 && shown != 0 && shown % 1024 == 0)
        {
            shown /= 1024;
            at++;
        }
        return new(bytes * NanoPerUnit, shown.ToString(CultureInfo.InvariantCulture) + suffixes[at]);
    }

    /// <summary>Parses a quantity.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity)
            ? quantity
            : throw new FormatException("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");

    /// <summary>Parses a quantity; false where the text is not one.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaximumLength)
            return false;
        var at = 0;
        var negative = false;
        if (text[0] is '+' or '-')
        {
            negative = text[0] == '-';
            at = 1;
        }
        var digits = BigInteger.Zero;
        var decimals = 0;
        var seen = 0;
        var point = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && !point)
                point = true;
            else if (char.IsAsciiDigit(c))
            {
                digits = (digits * 10) + (c - '0');
                decimals += point ? 1 : 0;
                seen++;
            }
            else
                break;
        }
        if (seen == 0 || !TrySuffix(text.AsSpan(at), out var binaryPower, out var decimalPower))
            return false;
        var nano = digits * NanoPerUnit * BigInteger.Pow(2, binaryPower);
        var power = decimalPower - decimals;
        nano = power >= 0 ? nano * BigInteger.Pow(10, power) : CeilingOf(nano, BigInteger.Pow(10, -power));
        quantity = new(negative ? -nano : nano, text);
        return true;
    }

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Nano + right.Nano, null);

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Nano - right.Nano, null);

    public static bool operator <(Quantity left, Quantity right) => left.Nano < right.Nano;

    public static bool operator >(Quantity left, Quantity right) => left.Nano > right.Nano;

    public static bool operator <=(Quantity left, Quantity right) => left.Nano <= right.Nano;

    public static bool operator >=(Quantity left, Quantity right) => left.Nano >= right.Nano;

    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    public bool Equals(Quantity other) => Nano == other.Nano;

    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    public override int GetHashCode() => Nano.GetHashCode();

    public int CompareTo(Quantity other) => Nano.CompareTo(other.Nano);

    /// <summary>The text it was parsed from, or the shortest exact decimal form with at most the suffix <c>m</c>, <c>u</c> or <c>n</c>.</summary>
    public override string ToString()
    {
        if (_text is not null)
            return _text;
        var (divisor, suffix) = (Nano % NanoPerUnit).IsZero ? (NanoPerUnit, "")
            : (Nano % 1_000_000).IsZero ? (new BigInteger(1_000_000), "m")
            : (Nano % 1_000).IsZero ? (new BigInteger(1_000), "u")
            : (BigInteger.One, "n");
        return (Nano / divisor).ToString(CultureInfo.InvariantCulture) + suffix;
    }

    private static bool TrySuffix(ReadOnlySpan<char> suffix, out int binaryPower, out int decimalPower)
    {
        binaryPower = 0;
        decimalPower = 0;
        if (suffix.IsEmpty)
            return true;
        if (suffix.Length == 2 && suffix[1] == 'i')
        {
            binaryPower = 10 * ("KMGTPE".IndexOf(suffix[0]) + 1);
            return binaryPower > 0;
        }
        if (suffix.Length == 1)
        {
            switch (suffix[0])
            {
                case 'n': decimalPower = -9; return true;
                case 'u': decimalPower = -6; return true;
                case 'm': decimalPower = -3; return true;
                case 'k': decimalPower = 3; return true;
                case 'M': decimalPower = 6; return true;
                case 'G': decimalPower = 9; return true;
                case 'T': decimalPower = 12; return true;
                case 'P': decimalPower = 15; return true;
                case 'E': decimalPower = 18; return true;
                default: return false;
            }
        }
        return suffix[0] is 'e' or 'E'
            && int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimalPower)
            && decimalPower is >= -64 and <= 64;
    }

    private static BigInteger CeilingOf(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        return rest.Sign > 0 ? quotient + 1 : quotient;
    }

    private static long Clamp(BigInteger value) => value > long.MaxValue ? long.MaxValue : value < long.MinValue ? long.MinValue : (long)value;
}
