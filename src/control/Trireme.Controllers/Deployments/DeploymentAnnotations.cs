using System.Globalization;
using Trireme.Api;
using Trireme.Api.Apps.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Controllers.Deployments;

/// <summary>The annotations through which a Deployment and its ReplicaSets remember sizes and revisions.</summary>
internal static class DeploymentAnnotations
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string RevisionHistory = "deployment.kubernetes.io/revision-history";
    public const string Desired = "deployment.kubernetes.io/desired-replicas";
    public const string Maximum = "deployment.kubernetes.io/max-replicas";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private const string RollbackTo = "deprecated.deployment.rollback.to";
    private const int MaximumHistoryLength = 2000;

    /// <summary>The revision of an object; 0 where it has none that can be read.</summary>
    public static long RevisionOf(IKubernetesObject value) =>
        value.Metadata.Annotations is { } annotations && annotations.TryGetValue(Revision, out var text)
            && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    /// <summary>The Deployment's size when the ReplicaSet was scaled last; null where nobody has said.</summary>
    public static int? DesiredReplicas(ReplicaSet replicaSet) => Number(replicaSet, Desired);

    /// <summary>The most Pods the Deployment might have had when the ReplicaSet was scaled last; null where nobody has said.</summary>
    public static int? MaximumReplicas(ReplicaSet replicaSet) => Number(replicaSet, Maximum);

    /// <summary>The ReplicaSet with the Deployment's present sizes.</summary>
    public static ReplicaSet WithSizes(ReplicaSet replicaSet, Deployment deployment)
    {
        var maximum = deployment.Replicas() + DeploymentRules.MaxSurge(deployment);
        var annotations = Copy(replicaSet.Metadata);
        annotations[Desired] = Text(deployment.Replicas());
        annotations[Maximum] = Text(maximum);
        return replicaSet with { Metadata = replicaSet.Metadata with { Annotations = annotations } };
    }

    /// <summary>The new ReplicaSet with the Deployment's annotations and at least this revision; a revision it leaves behind goes into its history.</summary>
    public static ReplicaSet WithRevision(ReplicaSet replicaSet, Deployment deployment, long revision)
    {
        var annotations = Copy(replicaSet.Metadata);
        foreach (var (key, value) in deployment.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            if (key is not (LastApplied or RollbackTo or Revision or RevisionHistory or Desired or Maximum))
                annotations[key] = value;
        }
        var known = RevisionOf(replicaSet);
        if (known < revision)
        {
            if (annotations.TryGetValue(Revision, out var left))
                annotations[RevisionHistory] = Append(annotations.GetValueOrDefault(RevisionHistory, ""), left);
            annotations[Revision] = Text(revision);
        }
        return replicaSet with { Metadata = replicaSet.Metadata with { Annotations = annotations } };
    }

    /// <summary>The Deployment with a revision.</summary>
    public static Deployment WithRevision(Deployment deployment, string revision)
    {
        if (deployment.Metadata.Annotations is { } known && known.TryGetValue(Revision, out var present) && present == revision)
            return deployment;
        var annotations = Copy(deployment.Metadata);
        annotations[Revision] = revision;
        return deployment with { Metadata = deployment.Metadata with { Annotations = annotations } };
    }

    private static Dictionary<string, string> Copy(ObjectMeta metadata) =>
        new(metadata.Annotations ?? new Dictionary<string, string>(), StringComparer.Ordinal);

    private static string Append(string history, string revision)
    {
        if (history.Length == 0)
            return revision;
        // The oldest are forgotten where the annotation would grow too long.
        while (history.Length + 1 + revision.Length > MaximumHistoryLength)
        {
            var comma = history.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0)
                return revision;
            history = history[(comma + 1)..];
        }
        return $"{history},{revision}";
    }

    private static int? Number(ReplicaSet replicaSet, string name) =>
        replicaSet.Metadata.Annotations is { } annotations && annotations.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
