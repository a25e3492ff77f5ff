using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;

namespace Trireme.Machinery.Selectors;

/// <summary>
/// Picks objects by their labels: every requirement must hold. Immutable, thread-safe.
/// Source: the selector grammar of the Kubernetes documentation, "Labels and Selectors".
/// </summary>
public sealed class LabelSelector
{
    /// <summary>How many requirements a selector may have.</summary>
    public const int MaxRequirements = 1024;

    private readonly bool _nothing;

    internal LabelSelector(IEnumerable<LabelRequirement> requirements)
    {
        Requirements = [.. requirements.OrderBy(requirement => requirement.Key, StringComparer.Ordinal)];
    }

    private LabelSelector(bool nothing)
    {
        Requirements = [];
        _nothing = nothing;
    }

    /// <summary>Matches every object.</summary>
    public static LabelSelector Everything { get; } = new(false);

    /// <summary>Matches no object.</summary>
    public static LabelSelector Nothing { get; } = new(true);

    /// <summary>The requirements, by key.</summary>
    public IReadOnlyList<LabelRequirement> Requirements { get; }

    /// <summary>Whether every object matches.</summary>
    public bool IsEmpty => Requirements.Count == 0 && !_nothing;

    /// <summary>Reads the text of a <c>labelSelector</c> parameter.</summary>
    /// <param name="text">The text; null or empty matches everything.</param>
    /// <param name="selector">The selector; null when the text is wrong.</param>
    /// <param name="error">What is wrong, in Kubernetes' words (answer 400); empty when nothing is.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LabelSelector? selector, out string error)
    {
        error = "";
        selector = Everything;
        return string.IsNullOrEmpty(text) || new LabelSelectorParser(text).TryParse(out selector, out error);
    }

    /// <summary>The selector of a spec, or what is wrong with it. Null matches nothing, an empty one everything.</summary>
    public static bool TryFrom(Api.Meta.V1.LabelSelector? spec, [NotNullWhen(true)] out LabelSelector? selector, out string error)
    {
        error = "";
        selector = Nothing;
        if (spec is null)
            return true;
        var requirements = new List<LabelRequirement>();
        foreach (var (key, value) in spec.MatchLabels ?? new Dictionary<string, string>())
        {
            if (!Add(requirements, key, LabelOperator.Equals, [value], out error))
                return false;
        }
        foreach (var expression in spec.MatchExpressions ?? [])
        {
            LabelOperator? read = expression.Operator switch
            {
                "In" => LabelOperator.In,
                "NotIn" => LabelOperator.NotIn,
                "Exists" => LabelOperator.Exists,
                "DoesNotExist" => LabelOperator.DoesNotExist,
                _ => null,
            };
            error = $"\"{expression.Operator}\" is not a valid label selector operator";
            if (read is not { } known || !Add(requirements, expression.Key, known, expression.Values ?? [], out error))
            {
                selector = null;
                return false;
            }
        }
        selector = requirements.Count == 0 ? Everything : new LabelSelector(requirements);
        return true;
    }

    /// <summary>The selector of a spec that has been validated. Null matches nothing, an empty one everything.</summary>
    /// <exception cref="ArgumentException">The spec is not valid.</exception>
    public static LabelSelector From(Api.Meta.V1.LabelSelector? spec) =>
        TryFrom(spec, out var selector, out var error) ? selector : throw new ArgumentException(error, nameof(spec));

    /// <summary>The selector that asks for each of these labels. No labels match everything.</summary>
    /// <exception cref="ArgumentException">A label is not valid.</exception>
    public static LabelSelector From(IReadOnlyDictionary<string, string> labels) =>
        From(new Api.Meta.V1.LabelSelector { MatchLabels = labels });

    /// <summary>Whether these labels match.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        if (_nothing)
            return false;
        foreach (var requirement in Requirements)
        {
            var matches = labels is not null && labels.TryGetValue(requirement.Key, out var value)
                ? requirement.MatchesValue(value)
                : requirement.MatchesAbsent;
            if (!matches)
                return false;
        }
        return true;
    }

    /// <summary>Whether these labels match.</summary>
    /// <param name="labels">The value of <c>metadata.labels</c>; null for none.</param>
    public bool Matches(JsonObject? labels)
    {
        if (_nothing)
            return false;
        foreach (var requirement in Requirements)
        {
            var matches = labels is not null && labels.TryGetPropertyValue(requirement.Key, out var value) && value is not null
                ? requirement.MatchesValue(value.GetValue<string>())
                : requirement.MatchesAbsent;
            if (!matches)
                return false;
        }
        return true;
    }

    /// <summary>Whether an object's labels match. Does not build a tree; stops as soon as one requirement fails.</summary>
    /// <param name="json">The object's UTF-8 JSON.</param>
    public bool Matches(ReadOnlySpan<byte> json)
    {
        if (_nothing)
            return false;
        if (Requirements.Count == 0)
            return true;
        var reader = new Utf8JsonReader(json);
        return MatchesLabels(ref reader, JsonSeek.Enter(ref reader, "metadata"u8) && JsonSeek.Enter(ref reader, "labels"u8));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Requirements);

    private static bool Add(List<LabelRequirement> requirements, string key, LabelOperator @operator, IEnumerable<string> values, out string error)
    {
        if (!LabelRequirement.TryCreate(key, @operator, values, out var requirement, out error))
            return false;
        requirements.Add(requirement!);
        return true;
    }

    private bool MatchesLabels(ref Utf8JsonReader reader, bool present)
    {
        Span<bool> seen = stackalloc bool[Requirements.Count];
        seen.Clear();
        if (present && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader;
                reader.Read();
                for (var i = 0; i < seen.Length; i++)
                {
                    if (!Requirements[i].IsKey(in name))
                        continue;
                    seen[i] = true;
                    if (reader.TokenType != JsonTokenType.String || !Requirements[i].MatchesValue(in reader))
                        return false;
                }
                reader.Skip();
            }
        }
        for (var i = 0; i < seen.Length; i++)
        {
            if (!seen[i] && !Requirements[i].MatchesAbsent)
                return false;
        }
        return true;
    }
}
