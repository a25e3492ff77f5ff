using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Trireme.Controllers.NodeLifecycle.Steps;

namespace Trireme.Controllers.NodeLifecycle;

/// <summary>
/// Finds out which nodes have fallen silent, and taints nodes by their conditions. A healthy node costs a look at the clock per grace period and no write:
/// its lease is only noted.
/// </summary>
internal sealed class NodeLifecycleController : Controller
{
    private const string LeaseNamespace = "kube-node-lease";
    private const string NodeIndex = "node";

    private readonly IInformer<Node> _nodes;
    private readonly IInformer<Pod> _pods;
    private readonly NodeHeartbeats _heartbeats;
    private readonly EvictionGate _gate;
    private readonly NodeWrites _writes;

    public NodeLifecycleController(ControllerContext context)
        : base("node-controller", context)
    {
        _heartbeats = new NodeHeartbeats(Time);
        _gate = new EvictionGate(Time);
        _writes = new NodeWrites(Client, Events);
        _pods = Informer<Pod>();
        _pods.AddIndex(NodeIndex, static pod => [pod.Spec.NodeName ?? ""]);
        _nodes = Informer<Node>();
        On(_nodes, OnNode);
        On(context.Informers.For<Lease>(LeaseNamespace), OnLease);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_nodes.Get("", key.Name) is not { } node || node.IsDeleting())
            return Reconciled.Done;
        var grace = node.Status.Conditions.Find("Ready") is null ? Context.Options.NodeStartupGracePeriod : Context.Options.NodeGracePeriod;
        var state = new NodeState(node, _heartbeats.Silent(key.Name), grace, EvictionLeave.Later, Time.GetUtcNow());
        var wanted = HealthStep.Apply(state);
        // The node's own new state counts, too, when it is asked how many are ready.
        var all = _nodes.List().Select(other => other.Metadata.Name == key.Name ? wanted : other).ToList();
        var (leave, wait) = _gate.Ask(wanted, all, take: TaintStep.WantsEviction(wanted));
        wanted = TaintStep.Apply(state with { Eviction = leave }, wanted);
        if (await _writes.ApplyAsync(node, wanted, cancellationToken).ConfigureAwait(false) is { } refused)
            return Reconciled.Refused(refused);
        var error = await MarkPodsAsync(node, wanted, state.Now, cancellationToken).ConfigureAwait(false);
        if (error is { } failed)
            return failed;
        var pending = leave == EvictionLeave.Later && TaintStep.WantsEviction(wanted) && wait > TimeSpan.Zero ? wait : (TimeSpan?)null;
        var untilSilent = state.Silent <= grace ? grace - state.Silent + TimeSpan.FromMilliseconds(1) : (TimeSpan?)null;
        return Reconciled.LookAgain(pending ?? untilSilent);
    }

    private async Task<Reconciled?> MarkPodsAsync(Node before, Node after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ready = after.Status.Conditions.Find("Ready")?.Status;
        // A node that reports "not ready" itself also reports of its Pods; one that is silent does not.
        if (ready != "Unknown")
            return null;
        if (before.Status.Conditions.Find("Ready")?.Status == "True")
            Events.Record(NodeReference(after), "Normal", "NodeNotReady", $"Node {after.Metadata.Name} status is now: NodeNotReady");
        var error = await _writes.MarkNotReadyAsync(_pods.ByIndex(NodeIndex, after.Metadata.Name ?? ""), now, cancellationToken).ConfigureAwait(false);
        return error is null ? null : Reconciled.Refused(error);
    }

    private static ObjectReference NodeReference(Node node) => new() { ApiVersion = "v1", Kind = "Node", Name = node.Metadata.Name, Uid = node.Metadata.Uid };

    private void OnLease(Lease? old, Lease? current)
    {
        if (current is not null && _heartbeats.Saw(current, Context.Options.NodeGracePeriod))
            Queue.Add(new ObjectKey("", current.Metadata.Name ?? ""));
    }

    private void OnNode(Node? old, Node? current)
    {
        var name = (current ?? old)!.Metadata.Name ?? "";
        if (current is null)
        {
            _heartbeats.Forget(name);
            return;
        }
        var back = _heartbeats.Saw(current, Context.Options.NodeGracePeriod);
        if (old is not null && !back && SameState(old, current))
            return;
        Queue.Add(new ObjectKey("", name));
        // Whether others may be emptied depends on how many are ready.
        if (old is null || Ready(old) != Ready(current))
        {
            foreach (var other in _nodes.List().Where(other => Ready(other) is "False" or "Unknown"))
                Queue.Add(ObjectKey.Of(other));
        }
    }

    private static string? Ready(Node node) => node.Status.Conditions.Find("Ready")?.Status;

    private static bool SameState(Node old, Node current) =>
        old.Spec.Unschedulable == current.Spec.Unschedulable
        && (old.Spec.Taints ?? []).SequenceEqual(current.Spec.Taints ?? [])
        && (old.Status.Conditions ?? []).Select(condition => (condition.Type, condition.Status))
            .SequenceEqual((current.Status.Conditions ?? []).Select(condition => (condition.Type, condition.Status)));
}
