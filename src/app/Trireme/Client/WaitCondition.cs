using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary>What <c>trireme wait --for</c> waits for. Immutable.</summary>
/// <param name="IsDelete">Whether the object must be gone.</param>
/// <param name="Fits">Whether an object, or null for an absent one, is as wanted.</param>
/// <param name="MayBeAbsent">Whether an object that does not exist yet is no failure.</param>
internal sealed record WaitCondition(bool IsDelete, Func<JsonObject?, bool> Fits, bool MayBeAbsent)
{
    /// <summary>Reads <c>delete</c>, <c>create</c>, <c>condition=NAME[=VALUE]</c> or <c>jsonpath=PATH[=VALUE]</c>.</summary>
    /// <exception cref="CommandException">It is none of these.</exception>
    public static WaitCondition Parse(string text)
    {
        if (text.Equals("delete", StringComparison.OrdinalIgnoreCase))
            return new WaitCondition(true, item => item is null, MayBeAbsent: true);
        if (text.Equals("create", StringComparison.OrdinalIgnoreCase))
            return new WaitCondition(false, item => item is not null, MayBeAbsent: true);
        if (text.StartsWith("condition=", StringComparison.Ordinal))
            return Condition(text["condition=".Length..]);
        if (text.StartsWith("jsonpath=", StringComparison.Ordinal))
            return Path(text["jsonpath=".Length..]);
        throw new CommandException($"unrecognized condition: \"{text}\"");
    }

    private static WaitCondition Condition(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var type = equals < 0 ? text : text[..equals];
        var value = equals < 0 ? "true" : text[(equals + 1)..];
        return type.Length == 0 ? throw new CommandException("condition name may not be empty") : new WaitCondition(false, item => HasCondition(item, type, value), MayBeAbsent: false);
    }

    private static WaitCondition Path(string text)
    {
        var close = text.LastIndexOf('}');
        var equals = text.IndexOf('=', Math.Max(close, 0)); // a filter inside of the braces has its own signs
        var path = JsonPath.Parse((equals < 0 ? text : text[..equals]).Trim('\''));
        if (equals < 0)
            return new WaitCondition(false, item => item is not null && path.Find(item).Count > 0, MayBeAbsent: false);
        var value = text[(equals + 1)..].Trim('\'', '"');
        return value.Length == 0
            ? throw new CommandException("jsonpath wait value must be provided: --for=jsonpath='{.status.phase}'=Running")
            : new WaitCondition(false, item => item is not null && path.Find(item) is [{ } found] && JsonPath.Show(found) == value, MayBeAbsent: false);
    }

    private static bool HasCondition(JsonObject? item, string type, string value)
    {
        foreach (var condition in item.Items("status", "conditions"))
        {
            if (!condition.Text("type").Equals(type, StringComparison.OrdinalIgnoreCase))
                continue;
            // What the status says about an older state of the object does not count.
            var observed = condition.At("observedGeneration") is null ? item.Number("status", "observedGeneration") : condition.Number("observedGeneration");
            return (observed == 0 || observed >= item.Number("metadata", "generation"))
                && condition.Text("status").Equals(value, StringComparison.OrdinalIgnoreCase);
        }
        return false;
    }
}
