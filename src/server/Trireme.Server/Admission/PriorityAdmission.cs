using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>Turns the name of a priority class into a number, which a Pod may not choose itself. Thread-safe.</summary>
internal sealed class PriorityAdmission(IObjectSource objects, KindRegistry kinds) : IAdmissionPlugin
{
    private const string PreemptLower = "PreemptLowerPriority";

    private static readonly Dictionary<string, PriorityClass> BuiltIn = new(StringComparer.Ordinal)
    {
        ["system-node-critical"] = new(2_000_001_000, PreemptLower),
        ["system-cluster-critical"] = new(2_000_000_000, PreemptLower),
    };

    private readonly KindInfo? _kind = kinds.FindResource("scheduling.k8s.io", "v1", "priorityclasses");

    public string Name => "Priority";

    public ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Object is not { } pod)
            return default;
        if (request.Is(AdmissionOperation.Create, "pods"))
            return new(Admit(request, pod.Ensure("spec")));
        if (request.Is(AdmissionOperation.Update, "pods") && request.Old?.Object("spec") is { } old)
            Keep(pod.Ensure("spec"), old);
        return default;
    }

    // A client that does not know the fields sends a Pod back without them.
    private static void Keep(JsonObject spec, JsonObject old)
    {
        if (!spec.ContainsKey("priority"))
            spec.CopyField("priority", old);
        if (!spec.ContainsKey("preemptionPolicy"))
            spec.CopyField("preemptionPolicy", old);
    }

    private Status? Admit(AdmissionRequest request, JsonObject spec)
    {
        PriorityClass found;
        if (spec.Text("priorityClassName") is { Length: > 0 } name)
        {
            if (Find(name) is not { } named)
                return request.Forbid($"no PriorityClass with name {name} was found");
            found = named;
        }
        else
        {
            var (defaultName, defaultClass) = Default();
            found = defaultClass;
            if (defaultName.Length > 0)
                spec["priorityClassName"] = defaultName;
        }

        if (spec.Number("priority") is { } priority && priority != found.Value)
            return request.Forbid($"the integer value of priority ({priority}) must not be provided in pod spec; priority admission controller computed {found.Value} from the given PriorityClass name");
        if (spec.Text("preemptionPolicy") is { Length: > 0 } policy && policy != found.PreemptionPolicy)
            return request.Forbid($"the string value of PreemptionPolicy ({policy}) must not be provided in pod spec; priority admission controller computed {found.PreemptionPolicy} from the given PriorityClass name");
        spec["priority"] = found.Value;
        spec["preemptionPolicy"] = found.PreemptionPolicy;
        return null;
    }

    private PriorityClass? Find(string name)
    {
        if (_kind is not null && objects.Get(_kind, "", name) is { } stored && JsonNode.Parse(stored.Span) is JsonObject found)
            return Read(found);
        return BuiltIn.GetValueOrDefault(name);
    }

    private (string Name, PriorityClass Class) Default()
    {
        (string Name, PriorityClass Class) best = ("", new PriorityClass(0, PreemptLower));
        if (_kind is null)
            return best;
        foreach (var stored in objects.List(_kind, null))
        {
            // Of several defaults the lowest counts.
            if (JsonNode.Parse(stored.Span) is JsonObject item && item.IsTrue("globalDefault") && (best.Name.Length == 0 || Read(item).Value < best.Class.Value))
                best = (item.Metadata().Text("name") ?? "", Read(item));
        }
        return best;
    }

    private static PriorityClass Read(JsonObject item) => new((int)(item.Number("value") ?? 0), item.Text("preemptionPolicy") ?? PreemptLower);

    private sealed record PriorityClass(int Value, string PreemptionPolicy);
}
