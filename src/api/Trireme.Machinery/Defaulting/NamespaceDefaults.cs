using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>A namespace carries its name as a label, is held by its own finalizer until it is empty, and starts active.</summary>
internal static class NamespaceDefaults
{
    public static void Apply(JsonObject ns)
    {
        var metadata = ns.Ensure("metadata");
        if (metadata.Text("name") is { Length: > 0 } name)
            metadata.Ensure("labels")["kubernetes.io/metadata.name"] = name;
        var spec = ns.Ensure("spec");
        // One that is going away has its finalizers taken off one after the other.
        if (metadata["deletionTimestamp"] is null)
            spec.Default("finalizers", new JsonArray("kubernetes"));
        ns.Ensure("status").Default("phase", "Active");
    }
}
