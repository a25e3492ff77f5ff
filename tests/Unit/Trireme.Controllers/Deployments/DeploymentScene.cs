using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.Deployments;

namespace Trireme.Tests.Unit.Controllers.Deployments;

/// <summary>A Deployment and its ReplicaSets in a few words.</summary>
internal sealed class DeploymentScene
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<ReplicaSet> _sets = [];
    private readonly Dictionary<string, int> _running = [];

    public DeploymentScene(int replicas, IntOrString? surge = null, IntOrString? unavailable = null)
    {
        Deployment = new Deployment
        {
            Metadata = new ObjectMeta { Name = "web", Namespace = "ns", Uid = "d", Generation = 5, ResourceVersion = "1" },
            Spec = new DeploymentSpec
            {
                Replicas = replicas,
                ProgressDeadlineSeconds = 600,
                RevisionHistoryLimit = 10,
                Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
                Strategy = new DeploymentStrategy
                {
                    Type = "RollingUpdate",
                    RollingUpdate = new RollingUpdateDeployment { MaxSurge = surge ?? "25%", MaxUnavailable = unavailable ?? "25%" },
                },
                Template = Template("new"),
            },
        };
    }

    public Deployment Deployment { get; set; }

    public static PodTemplateSpec Template(string image) => new()
    {
        Metadata = new ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = "web" } },
        Spec = new PodSpec { Containers = [new Container { Name = "c", Image = image }] },
    };

    /// <summary>Adds a ReplicaSet: younger than those before. "new" is the Deployment's present template.</summary>
    public DeploymentScene Set(string image, int replicas, int available, int? desired = null, int? maximum = null, int revision = 0)
    {
        var annotations = new Dictionary<string, string>
        {
            ["deployment.kubernetes.io/revision"] = $"{(revision > 0 ? revision : _sets.Count + 1)}",
            ["deployment.kubernetes.io/desired-replicas"] = $"{desired ?? Deployment.Spec.Replicas}",
            ["deployment.kubernetes.io/max-replicas"] = $"{maximum ?? Deployment.Spec.Replicas + DeploymentRules.MaxSurge(Deployment)}",
        };
        _sets.Add(new ReplicaSet
        {
            Metadata = new ObjectMeta
            {
                Name = $"web-{image}",
                Namespace = "ns",
                Uid = $"rs-{image}",
                Generation = 1,
                CreationTimestamp = Now.AddHours(_sets.Count - 10),
                Annotations = annotations,
                OwnerReferences = [Deployment.AsController()],
            },
            Spec = new ReplicaSetSpec { Replicas = replicas, Template = Template(image) },
            Status = new ReplicaSetStatus { Replicas = replicas, ReadyReplicas = available, AvailableReplicas = available, ObservedGeneration = 1 },
        });
        return this;
    }

    public DeploymentScene Running(string image, int pods)
    {
        _running[$"rs-{image}"] = pods;
        return this;
    }

    public DeploymentPlan Plan() => DeploymentReconciler.Plan(new DeploymentState(Deployment, _sets, _running, Now));

    /// <summary>The sizes that a plan gives, such as <c>old=2 new=1</c>.</summary>
    public static string Sizes(DeploymentPlan plan) =>
        string.Join(' ', plan.Old.Select(set => $"{set.Metadata.Name![4..]}={set.Spec.Replicas}")
            .Concat(plan.New is null ? [] : [$"new={plan.New.Spec.Replicas}"]));
}
