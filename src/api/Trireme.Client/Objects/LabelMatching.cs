using Trireme.Api.Meta.V1;

namespace Trireme.Client.Objects;

/// <summary>Whether selectors find labels.</summary>
public static class LabelMatching
{
    /// <summary>Whether a selector finds these labels. An empty selector finds all, null finds none.</summary>
    /// <exception cref="ArgumentException">The selector has an operator that does not exist; the server lets none in.</exception>
    public static bool Matches(this LabelSelector? selector, IReadOnlyDictionary<string, string>? labels)
    {
        if (selector is null)
            return false;
        if (!Contains(labels, selector.MatchLabels))
            return false;
        foreach (var requirement in selector.MatchExpressions ?? [])
        {
            if (!Matches(requirement, labels))
                return false;
        }
        return true;
    }

    /// <summary>Whether the labels have all of these pairs, as the selector of a Service asks. No pairs are always had.</summary>
    public static bool Contains(IReadOnlyDictionary<string, string>? labels, IReadOnlyDictionary<string, string>? pairs)
    {
        if (pairs is null)
            return true;
        foreach (var (key, value) in pairs)
        {
            if (labels is null || !labels.TryGetValue(key, out var actual) || actual != value)
                return false;
        }
        return true;
    }

    /// <summary>Whether a selector says nothing and so finds all.</summary>
    public static bool IsEmpty(this LabelSelector selector) =>
        selector.MatchLabels is not { Count: > 0 } && selector.MatchExpressions is not { Count: > 0 };

    private static bool Matches(LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var has = labels is not null && labels.TryGetValue(requirement.Key, out value);
        return requirement.Operator switch
        {
            "In" => has && Has(requirement.Values, value!),
            "NotIn" => !has || !Has(requirement.Values, value!),
            "Exists" => has,
            "DoesNotExist" => !has,
            _ => throw new ArgumentException($"\"{requirement.Operator}\" is not a valid label selector operator", nameof(requirement)),
        };
    }

    private static bool Has(IReadOnlyList<string>? values, string value) => values is not null && values.Contains(value, StringComparer.Ordinal);
}
