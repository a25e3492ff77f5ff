using System.Globalization;
using System.Numerics;
using Trireme.Api.Meta.V1;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// The one way to write a quantity that Kubernetes stores: no fraction, the largest suffix that allows that, and the family of suffixes
/// (binary, decimal, exponent) that the text was written in. Source: Kubernetes API reference, <c>resource.Quantity</c>.
/// </summary>
internal static class CanonicalQuantity
{
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly BigInteger Nano = 1_000_000_000;

    /// <summary>The canonical text of a quantity.</summary>
    /// <param name="text">What it was parsed from.</param>
    /// <param name="quantity">Its value.</param>
    public static string Of(string text, Quantity quantity)
    {
        if (quantity.IsZero)
            return "0";
        if (text.EndsWith('i') && BigInteger.Abs(quantity.Nano) >= 1024 * Nano)
            return InBinary(quantity.Nano);
        var isExponent = text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var at && at < text.Length - 1;
        return InDecimal(quantity.Nano, isExponent);
    }

    private static string InBinary(BigInteger nano)
    {
        var units = BigInteger.DivRem(nano, Nano, out var rest);
        if (rest.Sign > 0)
            units++;
        var suffix = 0;
        while (suffix < Binary.Length - 1 && (units & 1023).IsZero)
        {
            units >>= 10;
            suffix++;
        }
        return units.ToString(CultureInfo.InvariantCulture) + Binary[suffix];
    }

    private static string InDecimal(BigInteger nano, bool isExponent)
    {
        var power = 0;
        while (power < Decimal.Length - 1)
        {
            var next = BigInteger.DivRem(nano, 1000, out var rest);
            if (!rest.IsZero)
                break;
            nano = next;
            power++;
        }
        var number = nano.ToString(CultureInfo.InvariantCulture);
        var exponent = (power - 3) * 3;
        return !isExponent ? number + Decimal[power] : exponent == 0 ? number : $"{number}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }
}
