using System.Text.Json.Nodes;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>When an object whose deletion was asked for goes away.</summary>
internal static class DeletionRules
{
    /// <summary>The finalizer of a foreground deletion: dependents go first.</summary>
    public const string Foreground = "foregroundDeletion";

    /// <summary>The finalizer of an orphaning deletion: dependents lose their owner and stay.</summary>
    public const string Orphan = "orphan";

    /// <summary>Whether deletion has been asked for, the grace period is over, and no finalizer holds the object.</summary>
    public static bool IsDue(JsonObject obj)
    {
        var metadata = obj.Metadata();
        return metadata["deletionTimestamp"] is not null
            && (metadata.Number("deletionGracePeriodSeconds") ?? 0) == 0
            && metadata.List("finalizers") is not { Count: > 0 };
    }
}
