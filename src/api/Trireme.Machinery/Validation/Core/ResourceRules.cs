using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Amount = Trireme.Api.Meta.V1.Quantity;

namespace Trireme.Machinery.Validation.Core;

/// <summary>What containers, Pods and nodes may ask for and give.</summary>
internal static class ResourceRules
{
    private const string HugePages = "hugepages-";

    /// <summary>The requests and limits of a container.</summary>
    /// <param name="resources">The requirements.</param>
    /// <param name="claimNames">The names of the Pod's resource claims.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="isPod">Whether they are those of a whole Pod.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static void Requirements(JsonObject? resources, IReadOnlySet<string> claimNames, FieldPath path, bool isPod, FieldErrors errors)
    {
        if (resources is null || resources.Count == 0)
            return;
        var limits = resources.Object("limits");
        var computes = false;
        var hugePages = false;
        foreach (var (name, value) in limits ?? [])
            Entry(name, value.AsText(), path.Child("limits").Key(name), isPod, ref computes, ref hugePages, errors);
        foreach (var (name, value) in resources.Object("requests") ?? [])
        {
            Entry(name, value.AsText(), path.Child("requests").Key(name), isPod, ref computes, ref hugePages, errors);
            AgainstLimit(name, value.AsText(), limits, path, errors);
        }
        if (hugePages && !computes)
            errors.Forbidden(path, "HugePages require cpu or memory");
        Claims(resources, claimNames, path.Child("claims"), errors);
    }

    /// <summary>An amount must not be negative, and whole where the resource cannot be cut.</summary>
    public static void Quantity(string resource, string? text, FieldPath path, FieldErrors errors)
    {
        if (!Amount.TryParse(text, out var amount))
            return;
        if (amount.Nano.Sign < 0)
            errors.Invalid(path, text, NumberRules.NotNegativeMessage);
        if (IsWhole(resource) && amount.MilliValue % 1000 != 0)
            errors.Invalid(path, text, "must be an integer");
    }

    /// <summary>Resources that are counted: extended ones and Pods.</summary>
    private static bool IsWhole(string resource) =>
        resource == "pods" || (resource.Contains('/', StringComparison.Ordinal) && !resource.Contains("kubernetes.io/", StringComparison.Ordinal));

    private static void Entry(string name, string? text, FieldPath path, bool isPod, ref bool computes, ref bool hugePages, FieldErrors errors)
    {
        Name(name, path, isPod, errors);
        Quantity(name, text, path, errors);
        computes |= name is "cpu" or "memory";
        if (!name.StartsWith(HugePages, StringComparison.Ordinal))
            return;
        hugePages = true;
        if (Amount.TryParse(name.AsSpan(HugePages.Length).ToString(), out var size)
            && Amount.TryParse(text, out var amount)
            && size.Nano.Sign > 0
            && !(amount.Nano % size.Nano).IsZero)
        {
            errors.Invalid(path, text, $"{text} is not positive integer multiple of {name}");
        }
    }

    private static void Name(string name, FieldPath path, bool isPod, FieldErrors errors)
    {
        var messages = NameRules.QualifiedName(name);
        errors.Invalid(path, name, messages);
        if (messages.Count > 0)
            return;
        var isCompute = name is "cpu" or "memory" || name.StartsWith(HugePages, StringComparison.Ordinal);
        if (isPod)
        {
            if (!isCompute)
                errors.NotSupported(path, name, "cpu", HugePages, "memory");
            return;
        }
        if (!name.Contains('/', StringComparison.Ordinal))
        {
            if (!isCompute && name is not "ephemeral-storage")
            {
                if (name is not ("storage" or "pods" or "services" or "secrets" or "configmaps"))
                    errors.Invalid(path, name, "must be a standard resource type or fully qualified");
                errors.Invalid(path, name, "must be a standard resource for containers");
            }
        }
        else if (!name.Contains("kubernetes.io/", StringComparison.Ordinal) && name.StartsWith("requests.", StringComparison.Ordinal))
            errors.Invalid(path, name, "doesn't follow extended resource name standard");
    }

    private static void AgainstLimit(string name, string? text, JsonObject? limits, FieldPath path, FieldErrors errors)
    {
        var mayOvercommit = !name.StartsWith(HugePages, StringComparison.Ordinal)
            && (!name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal));
        if (limits?.Text(name) is not { } limitText)
        {
            if (!mayOvercommit)
                errors.Required(path.Child("limits"), "Limit must be set for non overcommitable resources");
            return;
        }
        if (!Amount.TryParse(text, out var request) || !Amount.TryParse(limitText, out var limit))
            return;
        if (!mayOvercommit && request != limit)
            errors.Invalid(path.Child("requests"), text, $"must be equal to {name} limit of {limitText}");
        else if (request > limit)
            errors.Invalid(path.Child("requests"), text, $"must be less than or equal to {name} limit of {limitText}");
    }

    private static void Claims(JsonObject resources, IReadOnlySet<string> claimNames, FieldPath path, FieldErrors errors)
    {
        if (resources.List("claims") is not { } claims)
            return;
        var seen = new HashSet<string>();
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i] is not JsonObject claim)
                continue;
            var name = claim.Text("name") ?? "";
            if (name.Length == 0)
            {
                errors.Required(path.Index(i));
                continue;
            }
            var request = claim.Text("request") ?? "";
            var key = request.Length == 0 ? name : $"{name}/{request}";
            if (seen.Contains(name) || !seen.Add(key))
                errors.Duplicate(path.Index(i), key);
            if (request.Length > 0)
                errors.Invalid(path.Index(i).Child("request"), request, NameRules.Label(request));
            if (!claimNames.Contains(name))
            {
                var known = claimNames.Count == 0 ? " which is empty" : ": " + string.Join(", ", claimNames.Order(StringComparer.Ordinal));
                errors.NotFound(path.Index(i), name, "must be one of the names in pod.spec.resourceClaims" + known);
            }
        }
    }
}
