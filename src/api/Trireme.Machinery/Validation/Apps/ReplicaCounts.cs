using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Apps;

/// <summary>The counts in the status of a workload.</summary>
internal static class ReplicaCounts
{
    private static readonly FieldPath Status = FieldPath.Of("status");

    /// <summary>No count is negative, and no part is larger than the whole.</summary>
    public static void Validate(JsonObject obj, FieldErrors errors, params ReadOnlySpan<string> parts)
    {
        var status = obj.Object("status") ?? [];
        NumberRules.NotNegative(status, "replicas", Status, errors);
        NumberRules.NotNegative(status, "observedGeneration", Status, errors);
        NumberRules.NotNegative(status, "terminatingReplicas", Status, errors);
        var all = status.Number("replicas") ?? 0;
        foreach (var part in parts)
        {
            NumberRules.NotNegative(status, part, Status, errors);
            if (status.Number(part) is { } count && count > all)
                errors.Invalid(Status.Child(part), count, "cannot be greater than status.replicas");
        }
        if (status.Number("availableReplicas") is { } available && available > (status.Number("readyReplicas") ?? 0))
            errors.Invalid(Status.Child("availableReplicas"), available, "cannot be greater than readyReplicas");
    }
}
