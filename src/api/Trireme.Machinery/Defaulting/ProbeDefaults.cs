using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>Times and counts of a probe for which nought means the same as absent.</summary>
internal static class ProbeDefaults
{
    public static void Apply(JsonObject probe)
    {
        NotZero(probe, "timeoutSeconds", 1);
        NotZero(probe, "periodSeconds", 10);
        NotZero(probe, "successThreshold", 1);
        NotZero(probe, "failureThreshold", 3);
    }

    public static void ApplyHttp(JsonObject action)
    {
        if (action.Text("path") is not { Length: > 0 })
            action["path"] = "/";
        if (action.Text("scheme") is not { Length: > 0 })
            action["scheme"] = "HTTP";
    }

    private static void NotZero(JsonObject probe, string name, int value)
    {
        if (probe.Number(name) is null or 0)
            probe[name] = value;
    }
}
