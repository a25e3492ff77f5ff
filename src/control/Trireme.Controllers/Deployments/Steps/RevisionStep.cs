using Trireme.Api.Apps.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Keeps the revision numbers, and plans the ReplicaSet of a template that has none.</summary>
internal static class RevisionStep
{
    private const int MaximumNameLength = 253;

    /// <summary>Sorts ReplicaSets into the one of the present template and the earlier ones.</summary>
    public static DeploymentPlan Sort(DeploymentState state)
    {
        // Of several with the same template, which nobody should make, the oldest counts always.
        var found = state.ReplicaSets.FirstOrDefault(
            replicaSet => PodTemplateHash.SameTemplate(replicaSet.Spec.Template, state.Deployment.Spec.Template));
        return new DeploymentPlan
        {
            Deployment = state.Deployment,
            New = found,
            Old = found is null ? state.ReplicaSets : [.. state.ReplicaSets.Where(other => !ReferenceEquals(other, found))],
        };
    }

    /// <summary>Brings revision, annotations and minReadySeconds of the present ReplicaSet up to date: going back to an earlier template makes its
    /// ReplicaSet the newest again.</summary>
    public static DeploymentPlan Sync(DeploymentState state, DeploymentPlan plan)
    {
        if (plan.New is not { } found || plan.New.Metadata.Uid is null)
            return plan;
        var revision = NextRevision(plan);
        var wanted = DeploymentAnnotations.WithRevision(found, state.Deployment, revision);
        if ((wanted.Spec.MinReadySeconds ?? 0) != (state.Deployment.Spec.MinReadySeconds ?? 0))
            wanted = wanted with { Spec = wanted.Spec with { MinReadySeconds = state.Deployment.Spec.MinReadySeconds } };
        plan = plan with { New = wanted };
        if (wanted.Metadata.Annotations!.TryGetValue(DeploymentAnnotations.Revision, out var text))
            plan = plan with { Deployment = DeploymentAnnotations.WithRevision(plan.Deployment, text) };
        if (!DeploymentRules.HasProgressDeadline(state.Deployment) || plan.Deployment.Status.Conditions.Find(DeploymentConditions.Progressing) is not null)
            return plan;
        return plan.WithCondition(DeploymentConditions.Make(
            DeploymentConditions.Progressing, "True", DeploymentConditions.FoundNewReplicaSet, $"Found new replica set \"{wanted.Metadata.Name}\"", state.Now));
    }

    /// <summary>Plans the ReplicaSet of the present template where there is none.</summary>
    public static DeploymentPlan Create(DeploymentState state, DeploymentPlan plan)
    {
        if (plan.New is not null)
            return plan;
        var revision = NextRevision(plan);
        var created = Make(state.Deployment);
        created = created with
        {
            Spec = created.Spec with { Replicas = DeploymentRules.NewReplicas(state.Deployment, plan.Old.Append(created), created) },
        };
        created = DeploymentAnnotations.WithSizes(DeploymentAnnotations.WithRevision(created, state.Deployment, revision), state.Deployment);
        plan = plan with
        {
            New = created,
            Deployment = DeploymentAnnotations.WithRevision(plan.Deployment, created.Metadata.Annotations![DeploymentAnnotations.Revision]),
        };
        if (!DeploymentRules.HasProgressDeadline(state.Deployment))
            return plan;
        return plan.WithCondition(DeploymentConditions.Make(
            DeploymentConditions.Progressing, "True", DeploymentConditions.NewReplicaSetCreated, $"Created new replica set \"{created.Metadata.Name}\"", state.Now));
    }

    private static long NextRevision(DeploymentPlan plan) => plan.Old.Select(DeploymentAnnotations.RevisionOf).DefaultIfEmpty(0).Max() + 1;

    private static ReplicaSet Make(Deployment deployment)
    {
        var template = deployment.Spec.Template;
        var hash = PodTemplateHash.Of(template, deployment.Status.CollisionCount);
        var metadata = template.Metadata ?? new ObjectMeta();
        var labels = PodTemplateHash.AddTo(metadata.Labels, hash);
        var name = deployment.Metadata.Name ?? "";
        var longest = MaximumNameLength - 1 - hash.Length;
        return new ReplicaSet
        {
            Metadata = new ObjectMeta
            {
                Name = $"{(name.Length > longest ? name[..longest] : name)}-{hash}",
                Namespace = deployment.Metadata.Namespace,
                Labels = labels,
                OwnerReferences = [deployment.AsController()],
            },
            Spec = new ReplicaSetSpec
            {
                Replicas = 0,
                MinReadySeconds = deployment.Spec.MinReadySeconds,
                Selector = deployment.Spec.Selector with { MatchLabels = PodTemplateHash.AddTo(deployment.Spec.Selector.MatchLabels, hash) },
                Template = template with { Metadata = metadata with { Labels = labels } },
            },
        };
    }
}
