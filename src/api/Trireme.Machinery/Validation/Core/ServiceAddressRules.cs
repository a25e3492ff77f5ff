using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The cluster addresses of a Service and their families.</summary>
internal static class ServiceAddressRules
{
    private const string Fixed = "may not change once set";
    private static readonly FieldPath Addresses = FieldPath.Of("spec", "clusterIPs");
    private static readonly FieldPath Families = FieldPath.Of("spec", "ipFamilies");
    private static readonly FieldPath Policy = FieldPath.Of("spec", "ipFamilyPolicy");

    /// <summary>Whether a Service has no address of its own.</summary>
    public static bool IsHeadless(JsonObject spec) =>
        spec.List("clusterIPs") is { Count: > 0 } all ? all.Count == 1 && all[0].AsText() == "None" : spec.Text("clusterIP") == "None";

    public static void Validate(JsonObject spec, FieldErrors errors)
    {
        var all = spec.List("clusterIPs") ?? [];
        if (spec.Text("clusterIP") is { Length: > 0 } first)
        {
            if (all.Count == 0)
                errors.Required(Addresses);
            else if (all[0].AsText() != first)
                errors.Invalid(Addresses, all, "first value must match `clusterIP`");
        }
        else if (all.Count > 0)
            errors.Invalid(Addresses, all, "must be empty when `clusterIP` is not specified");
        var families = spec.List("ipFamilies") ?? [];
        var seen = new HashSet<string?>();
        for (var i = 0; i < families.Count; i++)
        {
            var family = families[i].AsText();
            if (family is not ("IPv4" or "IPv6"))
                errors.NotSupported(Families.Index(i), family, "IPv4", "IPv6");
            if (!seen.Add(family))
                errors.Duplicate(Families.Index(i), family);
        }
        if (AllValid(all, errors))
            OfFamilies(spec, all, families, errors);
    }

    public static void ValidateUpdate(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        if (spec.Text("type") == "ExternalName" || before.Text("type") == "ExternalName")
            return;
        var isHeadless = IsHeadless(spec);
        if (IsHeadless(before) && isHeadless)
            return;
        Compare(spec, before, "clusterIPs", Addresses, "primary clusterIP can not be unset", "must be set to 'SingleStack' when releasing the secondary clusterIP", errors);
        if (IsHeadless(before) == isHeadless)
            Compare(spec, before, "ipFamilies", Families, "primary ipFamily can not be unset", "must be set to 'SingleStack' when releasing the secondary ipFamily", errors);
    }

    private static void Compare(JsonObject spec, JsonObject before, string field, FieldPath path, string unset, string release, FieldErrors errors)
    {
        var now = spec.List(field) ?? [];
        var was = before.List(field) ?? [];
        if (was.Count == 0)
            return;
        if (now.Count == 0)
        {
            errors.Invalid(path.Index(0), now, unset);
            return;
        }
        for (var i = 0; i < (was.Count == now.Count ? was.Count : 1); i++)
        {
            if (now[i].AsText() != was[i].AsText())
                errors.Invalid(path.Index(i), now, Fixed);
        }
        if (now.Count == 1 && was.Count > 1 && spec.Text("ipFamilyPolicy") != "SingleStack")
            errors.Invalid(Policy, spec["ipFamilyPolicy"], release);
    }

    private static bool AllValid(JsonArray all, FieldErrors errors)
    {
        const int MaximumAddresses = 2;
        var isValid = true;
        for (var i = 0; i < all.Count; i++)
        {
            var ip = all[i].AsText() ?? "";
            if (i == 0 && ip == "None")
            {
                if (all.Count > 1)
                {
                    errors.Invalid(Addresses, all, "'None' must be the first and only value");
                    isValid = false;
                }
                continue;
            }
            if (AddressRules.TryParse(ip, out _))
                continue;
            errors.Invalid(Addresses.Index(i), ip, AddressRules.IPMessage);
            isValid = false;
        }
        if (all.Count > MaximumAddresses)
            errors.Invalid(Addresses, all, "may only hold up to 2 values");
        return isValid;
    }

    private static void OfFamilies(JsonObject spec, JsonArray all, JsonArray families, FieldErrors errors)
    {
        if (all.Count > 1 && all.Select(ip => AddressRules.IsIPv6(ip.AsText() ?? "")).Distinct().Count() != all.Count)
            errors.Invalid(Addresses, all, "may specify no more than one IP for each IP family");
        if (IsHeadless(spec))
            return;
        for (var i = 0; i < Math.Min(all.Count, families.Count); i++)
        {
            var ip = all[i].AsText() ?? "";
            var family = families[i].AsText();
            if (family is "IPv4" or "IPv6" && AddressRules.IsIPv6(ip) != (family == "IPv6"))
                errors.Invalid(Addresses.Index(i), ip, $"expected an {family} value as indicated by `ipFamilies[{i}]`");
        }
    }
}
