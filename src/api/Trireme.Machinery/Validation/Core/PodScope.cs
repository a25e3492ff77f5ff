using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>What the rules of one part of a Pod need to know of the rest of it.</summary>
internal sealed class PodScope
{
    public PodScope(JsonObject spec, string? podName, bool isPod, FieldErrors errors)
    {
        Spec = spec;
        PodName = podName;
        IsPod = isPod;
        Errors = errors;
        HostUsers = spec.Flag("hostUsers") ?? true;
        RestartPolicy = spec.Text("restartPolicy") ?? "Always";
        GracePeriod = spec.Number("terminationGracePeriodSeconds");
        ClaimNames = spec.Objects("resourceClaims").Select(claim => claim.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The spec of the Pod.</summary>
    public JsonObject Spec { get; }

    /// <summary>The name of the Pod; null in a template.</summary>
    public string? PodName { get; }

    /// <summary>Whether this is a Pod and not the template of one.</summary>
    public bool IsPod { get; }

    /// <summary>Receives what is wrong.</summary>
    public FieldErrors Errors { get; }

    /// <summary>Whether users of the containers are those of the host.</summary>
    public bool HostUsers { get; }

    /// <summary>The Pod's restart policy.</summary>
    public string RestartPolicy { get; }

    /// <summary>The Pod's grace period in seconds; null where it has none.</summary>
    public long? GracePeriod { get; }

    /// <summary>The names of the Pod's resource claims.</summary>
    public IReadOnlySet<string> ClaimNames { get; }

    /// <summary>The volumes that are in order, by name.</summary>
    public Dictionary<string, JsonObject> Volumes { get; } = new(StringComparer.Ordinal);
}
