using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>Whether an ended container is to run again. Pure. Source: Pod and container restart policies, KEP-5307.</summary>
internal static class RestartRules
{
    /// <summary>Whether it is to run again after it ended with this exit code.</summary>
    public static bool ShouldRestart(PodSpec spec, Container container, ContainerKind kind, int exitCode)
    {
        if (kind == ContainerKind.Ephemeral)
            return false;
        if (kind == ContainerKind.Sidecar)
            return true;
        foreach (var rule in container.RestartPolicyRules ?? [])
        {
            if (rule.Action == "Restart" && Matches(rule.ExitCodes, exitCode))
                return true;
        }
        var policy = container.RestartPolicy ?? spec.RestartPolicy ?? "Always";
        return kind == ContainerKind.Init
            ? exitCode != 0 && policy != "Never"
            : policy switch { "Never" => false, "OnFailure" => exitCode != 0, _ => true };
    }

    private static bool Matches(ContainerRestartRuleOnExitCodes? codes, int exitCode) => codes?.Operator switch
    {
        "In" => codes.Values?.Contains(exitCode) == true,
        "NotIn" => codes.Values?.Contains(exitCode) != true,
        _ => false,
    };
}
