using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation;

/// <summary>Numbers, percentages and ports, as many kinds ask for them.</summary>
internal static class NumberRules
{
    public const string NotNegativeMessage = "must be greater than or equal to 0";

    /// <summary>A number that must not be below nought; a missing one is fine.</summary>
    public static void NotNegative(JsonObject obj, string field, FieldPath parent, FieldErrors errors)
    {
        if (obj.Number(field) is < 0 and var number)
            errors.Invalid(parent.Child(field), number, NotNegativeMessage);
    }

    /// <summary>A count or a percentage.</summary>
    public static void CountOrPercent(JsonNode? value, FieldPath path, FieldErrors errors)
    {
        if (value.AsText() is { } text)
            errors.Invalid(path, text, NameRules.Percent(text));
        else if (value.AsNumber() is < 0 and var number)
            errors.Invalid(path, number, NotNegativeMessage);
    }

    /// <summary>The number or the name of a port.</summary>
    public static void Port(JsonNode? value, FieldPath path, FieldErrors errors)
    {
        if (value.AsText() is { } text)
            errors.Invalid(path, text, NameRules.PortName(text));
        else
            errors.Invalid(path, value.AsNumber() ?? 0, NameRules.PortNumber(value.AsNumber() ?? 0));
    }

    /// <summary>A user or group of Linux.</summary>
    public static void Identity(JsonObject obj, string field, FieldPath parent, FieldErrors errors)
    {
        if (obj.Number(field) is { } number and (< 0 or > uint.MaxValue))
            errors.Invalid(parent.Child(field), number, NameRules.Between(0, uint.MaxValue));
    }

    /// <summary>The mode of a file.</summary>
    public static void Mode(JsonObject obj, string field, FieldPath parent, FieldErrors errors)
    {
        const int MaximumMode = 511;
        if (obj.Number(field) is { } mode and (< 0 or > MaximumMode))
            errors.Invalid(parent.Child(field), mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
}
