using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>What the status of a Pod may become.</summary>
internal static class PodStatusValidator
{
    private static readonly FieldPath Status = FieldPath.Of("status");

    public static void ValidateUpdate(JsonObject obj, JsonObject old, FieldErrors errors)
    {
        var status = obj.Object("status") ?? [];
        var before = old.Object("status") ?? [];
        var spec = old.Object("spec") ?? [];
        var index = -1;
        foreach (var condition in status.Objects("conditions"))
        {
            index++;
            if (condition.Text("type") is { } type && type is not ("PodScheduled" or "Ready" or "Initialized"))
                errors.Invalid(FieldPath.Of("metadata", "conditions").Index(index).Child("Type"), type, NameRules.QualifiedName(type));
        }
        if (obj.Object("spec")?.Text("nodeName") != spec.Text("nodeName"))
            errors.Forbidden(Status.Child("nodeName"), "may not be changed directly");
        if (status.Text("nominatedNodeName") is { Length: > 0 } node && node != before.Text("nominatedNodeName"))
            errors.Invalid(Status.Child("nominatedNodeName"), node, NameRules.Subdomain(node));
        if (before.Text("qosClass") is { Length: > 0 } qos && qos != status.Text("qosClass"))
            errors.Invalid(Status.Child("qosClass"), status["qosClass"], "field is immutable");
        var policy = spec.Text("restartPolicy") ?? "Always";
        var sidecars = spec.Objects("initContainers").Where(container => container.Text("restartPolicy") == "Always").Select(container => container.Text("name")).ToHashSet();
        Transitions(status, before, "containerStatuses", policy, [], errors);
        Transitions(status, before, "initContainerStatuses", policy, sidecars, errors);
        Transitions(status, before, "ephemeralContainerStatuses", "Never", [], errors);
        Addresses(status, "podIPs", errors);
        if (status.Objects("hostIPs").FirstOrDefault()?.Text("ip") is { } first && first != status.Text("hostIP"))
            errors.Invalid(Status.Child("hostIPs").Index(0).Child("ip"), first, "must be equal to `hostIP`");
        Addresses(status, "hostIPs", errors);
    }

    private static void Transitions(JsonObject status, JsonObject before, string list, string policy, HashSet<string?> sidecars, FieldErrors errors)
    {
        if (policy == "Always" || before.List(list) is not { Count: > 0 })
            return;
        var index = -1;
        foreach (var was in before.Objects(list))
        {
            index++;
            if (was.Object("state")?.Object("terminated") is not { } ended || sidecars.Contains(was.Text("name")))
                continue;
            if (policy == "OnFailure" && ended.Number("exitCode") is not null and not 0)
                continue;
            var now = status.Objects(list).FirstOrDefault(entry => entry.Text("name") == was.Text("name"));
            if (now is not null && now.Object("state")?["terminated"] is null)
                errors.Forbidden(Status.Child(list).Index(index).Child("state"), "may not be transitioned to non-terminated state");
        }
    }

    private static void Addresses(JsonObject status, string list, FieldErrors errors)
    {
        if (status.List(list) is not { Count: > 0 } entries)
            return;
        var path = Status.Child(list);
        var families = new HashSet<bool>();
        var oneEach = true;
        for (var i = 0; i < entries.Count; i++)
        {
            var ip = (entries[i] as JsonObject)?.Text("ip") ?? "";
            AddressRules.IP(path.Index(i), ip, errors);
            oneEach &= families.Add(ip.Contains(':', StringComparison.Ordinal));
        }
        if (!oneEach)
            errors.Invalid(path, entries, "may specify no more than one IP for each IP family");
    }
}
