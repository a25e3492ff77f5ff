using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>What is filled in for the spec of a Pod, in templates too.</summary>
internal static class PodSpecDefaults
{
    public static void Apply(JsonObject spec)
    {
        // Two names of one field: the newer wins, and both are shown.
        var account = spec.Text("serviceAccountName") ?? spec.Text("serviceAccount");
        if (account is not { Length: > 0 })
            return;
        spec["serviceAccountName"] = account;
        spec["serviceAccount"] = account;
    }
}
