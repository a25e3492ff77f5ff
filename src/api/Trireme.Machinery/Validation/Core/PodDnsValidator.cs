using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Pod's DNS settings. The limits are those of the resolver in libc.</summary>
internal static class PodDnsValidator
{
    private const int MaximumServers = 3;
    private const int MaximumSearches = 32;
    private const int MaximumSearchLength = 2048;

    public static void Validate(JsonObject spec, FieldPath specPath, FieldErrors errors)
    {
        var config = spec.Object("dnsConfig");
        var path = specPath.Child("dnsConfig");
        if (spec.Text("dnsPolicy") == "None")
        {
            if (config is null)
            {
                errors.Required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
                return;
            }
            if (config.List("nameservers") is not { Count: > 0 })
            {
                errors.Required(path.Child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
                return;
            }
        }
        if (config is null)
            return;
        var servers = config.List("nameservers") ?? [];
        if (servers.Count > MaximumServers)
            errors.Invalid(path.Child("nameservers"), servers, $"must not have more than {MaximumServers} nameservers");
        for (var i = 0; i < servers.Count; i++)
            AddressRules.IP(path.Child("nameservers").Index(i), servers[i].AsText() ?? "", errors);
        Searches(config.List("searches") ?? [], path.Child("searches"), errors);
        var index = -1;
        foreach (var option in config.Objects("options"))
        {
            index++;
            if (option.Text("name") is not { Length: > 0 })
                errors.Required(path.Child("options").Index(index), "must not be empty");
        }
    }

    private static void Searches(JsonArray searches, FieldPath path, FieldErrors errors)
    {
        if (searches.Count > MaximumSearches)
            errors.Invalid(path, searches, $"must not have more than {MaximumSearches} search paths");
        if (searches.Sum(search => (search.AsText() ?? "").Length + 1) - 1 > MaximumSearchLength)
            errors.Invalid(path, searches, $"must not have more than {MaximumSearchLength} characters (including spaces) in the search list");
        for (var i = 0; i < searches.Count; i++)
        {
            var search = searches[i].AsText() ?? "";
            if (search == ".")
                continue;
            search = search.EndsWith('.') ? search[..^1] : search;
            errors.Invalid(path.Index(i), search, NameRules.SubdomainWithUnderscore(search));
        }
    }
}
