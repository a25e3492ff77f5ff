using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trireme.Machinery.Selectors;

/// <summary>One condition of a label selector. Immutable.</summary>
public sealed class LabelRequirement
{
    private readonly byte[] _keyUtf8;
    private readonly byte[][] _valuesUtf8;
    private readonly long _number;

    private LabelRequirement(string key, LabelOperator @operator, string[] values)
    {
        Key = key;
        Operator = @operator;
        Values = values;
        _keyUtf8 = Encoding.UTF8.GetBytes(key);
        _valuesUtf8 = Array.ConvertAll(values, Encoding.UTF8.GetBytes);
        if (@operator is LabelOperator.GreaterThan or LabelOperator.LessThan)
            _number = long.Parse(values[0], CultureInfo.InvariantCulture);
    }

    /// <summary>The label's key.</summary>
    public string Key { get; }

    /// <summary>How the label is compared.</summary>
    public LabelOperator Operator { get; }

    /// <summary>What the label is compared with, sorted and without repetition.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Whether an object without the label satisfies this.</summary>
    public bool MatchesAbsent => Operator is LabelOperator.DoesNotExist or LabelOperator.NotEquals or LabelOperator.NotIn;

    /// <summary>Makes a requirement, or says what is wrong with it.</summary>
    public static bool TryCreate(string key, LabelOperator @operator, IEnumerable<string> values, out LabelRequirement? requirement, out string error)
    {
        requirement = null;
        string[] set = [.. values.Distinct().Order(StringComparer.Ordinal)];
        if (LabelSyntax.CheckKey(key) is { } badKey)
        {
            error = $"key: Invalid value: \"{key}\": {badKey}";
            return false;
        }
        error = CheckCount(@operator, set.Length);
        for (var i = 0; i < set.Length && error.Length == 0; i++)
        {
            if (@operator is LabelOperator.GreaterThan or LabelOperator.LessThan
                && !long.TryParse(set[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                error = $"values[{i}]: Invalid value: \"{set[i]}\": for 'Gt', 'Lt' operators, the value must be an integer";
            else if (LabelSyntax.CheckValue(set[i]) is { } badValue)
                error = $"values[{i}][{key}]: Invalid value: \"{set[i]}\": {badValue}";
        }
        if (error.Length > 0)
            return false;
        requirement = new LabelRequirement(key, @operator, set);
        return true;
    }

    /// <summary>Whether a label of this value satisfies the requirement.</summary>
    public bool MatchesValue(string value) => Operator switch
    {
        LabelOperator.Exists => true,
        LabelOperator.DoesNotExist => false,
        LabelOperator.Equals or LabelOperator.DoubleEquals or LabelOperator.In => Values.Contains(value),
        LabelOperator.NotEquals or LabelOperator.NotIn => !Values.Contains(value),
        _ => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && (Operator == LabelOperator.GreaterThan ? number > _number : number < _number),
    };

    /// <inheritdoc/>
    public override string ToString() => Operator switch
    {
        LabelOperator.Exists => Key,
        LabelOperator.DoesNotExist => "!" + Key,
        LabelOperator.Equals => $"{Key}={Values[0]}",
        LabelOperator.DoubleEquals => $"{Key}=={Values[0]}",
        LabelOperator.NotEquals => $"{Key}!={Values[0]}",
        LabelOperator.In => $"{Key} in ({string.Join(',', Values)})",
        LabelOperator.NotIn => $"{Key} notin ({string.Join(',', Values)})",
        LabelOperator.GreaterThan => $"{Key}>{Values[0]}",
        _ => $"{Key}<{Values[0]}",
    };

    /// <summary>Whether the property name under the reader is this requirement's key.</summary>
    internal bool IsKey(ref readonly Utf8JsonReader reader) => reader.ValueTextEquals(_keyUtf8);

    /// <summary>Whether the string under the reader satisfies the requirement. Allocates only for the numeric operators.</summary>
    internal bool MatchesValue(ref readonly Utf8JsonReader reader)
    {
        switch (Operator)
        {
            case LabelOperator.Exists:
                return true;
            case LabelOperator.DoesNotExist:
                return false;
            case LabelOperator.GreaterThan or LabelOperator.LessThan:
                return MatchesValue(reader.GetString() ?? "");
        }
        var contained = false;
        foreach (var value in _valuesUtf8)
        {
            if (reader.ValueTextEquals(value))
            {
                contained = true;
                break;
            }
        }
        return contained != Operator is LabelOperator.NotEquals or LabelOperator.NotIn;
    }

    private static string CheckCount(LabelOperator @operator, int count) => @operator switch
    {
        LabelOperator.In or LabelOperator.NotIn when count == 0 =>
            "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty",
        LabelOperator.Equals or LabelOperator.DoubleEquals or LabelOperator.NotEquals when count != 1 =>
            "values: Invalid value: []: exact-match compatibility requires one single value",
        LabelOperator.Exists or LabelOperator.DoesNotExist when count != 0 =>
            "values: Invalid value: []: values set must be empty for exists and does not exist",
        LabelOperator.GreaterThan or LabelOperator.LessThan when count != 1 =>
            "values: Invalid value: []: for 'Gt', 'Lt' operators, exactly one value is required",
        _ => "",
    };
}
