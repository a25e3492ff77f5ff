using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>A Deployment rolls out by replacing a quarter of its Pods at a time unless it says otherwise.</summary>
internal static class DeploymentDefaults
{
    public static void Apply(JsonObject spec) => spec.Ensure("strategy");

    public static void ApplyStrategy(JsonObject strategy)
    {
        if (strategy.Text("type") == "RollingUpdate")
            strategy.Ensure("rollingUpdate");
    }

    public static void ApplyRollingUpdate(JsonObject update)
    {
        update.Default("maxUnavailable", "25%");
        update.Default("maxSurge", "25%");
    }
}
