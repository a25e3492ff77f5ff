using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Node.</summary>
internal sealed class NodeValidator : KindValidator
{
    private const string CidrMessage = "node updates may not change podCIDR except from \"\" to valid";

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        if (obj.Object("spec")?.List("taints") is { } taints)
            Taints(taints, FieldPath.Of("metadata", "taints"), errors);
        Resources(obj, errors);
        Cidrs(obj, errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        Resources(obj, errors);
        if (obj.Object("status")?.List("addresses") is { } addresses)
            Addresses(addresses, errors);
        if (subresource == "status")
            return;
        var spec = obj.Object("spec") ?? [];
        var before = old.Object("spec") ?? [];
        if (before.List("podCIDRs") is { Count: > 0 } cidrs && !Same(cidrs, spec["podCIDRs"]))
            errors.Forbidden(FieldPath.Of("spec", "podCIDRs"), CidrMessage);
        if (before.Text("providerID") is { Length: > 0 } provider && provider != spec.Text("providerID"))
            errors.Forbidden(FieldPath.Of("spec", "providerID"), "node updates may not change providerID except from \"\" to valid");
        if (!Same(spec["externalID"], before["externalID"]))
            errors.Forbidden(FieldPath.Of("spec", "externalID"), "may not be updated");
        if (spec.List("taints") is { } taints)
            Taints(taints, FieldPath.Of("metadata", "taints"), errors);
        Cidrs(obj, errors);
    }

    private static void Taints(JsonArray taints, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<(string Key, string Effect)>();
        for (var i = 0; i < taints.Count; i++)
        {
            if (taints[i] is not JsonObject taint)
                continue;
            var key = taint.Text("key") ?? "";
            errors.Invalid(path.Index(i).Child("key"), key, NameRules.QualifiedName(key));
            if (taint.Text("value") is { Length: > 0 } value && NameRules.LabelValue(value) is { Count: > 0 } messages)
                errors.Invalid(path.Index(i).Child("value"), value, string.Join(';', messages));
            var effect = taint.Text("effect") ?? "";
            if (effect.Length == 0)
                errors.Required(path.Index(i).Child("effect"));
            else if (effect is not ("NoSchedule" or "PreferNoSchedule" or "NoExecute"))
                errors.NotSupported(path.Index(i).Child("effect"), effect, "NoSchedule", "PreferNoSchedule", "NoExecute");
            if (!seen.Add((key, effect)))
                errors.Duplicate(path.Index(i), taint, "taints must be unique by key and effect pair");
        }
    }

    private static void Resources(JsonObject node, FieldErrors errors)
    {
        foreach (var list in (ReadOnlySpan<string>)["capacity", "allocatable"])
        {
            if (node.Object("status")?.Object(list) is not { } resources)
                continue;
            foreach (var (name, value) in resources)
                ResourceRules.Quantity(name, value.AsText(), FieldPath.Of("status", list).Child(name), errors);
        }
    }

    private static void Addresses(JsonArray addresses, FieldErrors errors)
    {
        var seen = new HashSet<(string? Type, string? Address)>();
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i] is JsonObject address && !seen.Add((address.Text("type"), address.Text("address"))))
                errors.Duplicate(FieldPath.Of("status", "addresses").Index(i), address);
        }
    }

    private static void Cidrs(JsonObject node, FieldErrors errors)
    {
        if (node.Object("spec")?.List("podCIDRs") is not { Count: > 0 } cidrs)
            return;
        var path = FieldPath.Of("spec", "podCIDRs");
        var families = new HashSet<bool>();
        var oneEach = true;
        for (var i = 0; i < cidrs.Count; i++)
        {
            var text = cidrs[i].AsText() ?? "";
            AddressRules.Cidr(path.Index(i), text, errors);
            oneEach &= families.Add(text.Contains(':', StringComparison.Ordinal));
        }
        if (!oneEach)
            errors.Invalid(path, cidrs, "may specify no more than one CIDR for each IP family");
    }
}
