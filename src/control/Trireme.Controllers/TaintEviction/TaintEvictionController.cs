using System.Collections.Concurrent;
using Trireme.Api.Core.V1;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Trireme.Controllers.NodeLifecycle;
using Trireme.Controllers.TaintEviction.Steps;

namespace Trireme.Controllers.TaintEviction;

/// <summary>Sends Pods away from nodes whose taints they do not bear, or no longer.</summary>
internal sealed class TaintEvictionController : Controller
{
    private const string NodeIndex = "node";

    private readonly IInformer<Node> _nodes;
    private readonly IInformer<Pod> _pods;
    private readonly ConcurrentDictionary<ObjectKey, string> _marked = new(); // by UID; as many as Pods that wait for their end

    public TaintEvictionController(ControllerContext context)
        : base("taint-eviction-controller", context)
    {
        _pods = Informer<Pod>();
        _pods.AddIndex(NodeIndex, static pod => [pod.Spec.NodeName ?? ""]);
        _nodes = Informer<Node>();
        On(_pods, OnPod);
        On(_nodes, OnNode);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_pods.Get(key.Namespace, key.Name) is not { } pod || pod.IsDeleting() || pod.HasEnded() || string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            _marked.TryRemove(key, out _);
            return Reconciled.Done;
        }
        var taints = Taints(_nodes.Get("", pod.Spec.NodeName));
        if (ToleranceStep.EvictAt(new TaintEvictionState(pod, taints, Time.GetUtcNow())) is not { } due)
        {
            if (_marked.TryRemove(key, out _))
                Events.Normal(pod, "TaintManagerEviction", $"Cancelling deletion of Pod {key}");
            return Reconciled.Done;
        }
        var left = due - Time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            _marked[key] = pod.Metadata.Uid ?? "";
            return Reconciled.LookAgain(left);
        }
        Events.Normal(pod, "TaintManagerEviction", $"Marking for deletion Pod {key}");
        var refused = await PodEviction.MarkAsync(
            Client, pod, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint", null, Time.GetUtcNow(), cancellationToken).ConfigureAwait(false)
            ?? await PodEviction.DeleteAsync(Client, pod, null, cancellationToken).ConfigureAwait(false);
        if (refused is not null)
            return Reconciled.Refused(refused);
        _marked.TryRemove(key, out _);
        return Reconciled.Done;
    }

    private static List<Taint> Taints(Node? node) => [.. (node?.Spec.Taints ?? []).Where(taint => taint.Effect == NodeTaints.NoExecute)];

    private void OnPod(Pod? old, Pod? current)
    {
        var pod = (current ?? old)!;
        var key = ObjectKey.Of(pod);
        // Most changes of a Pod change nothing here: only its place, what it bears, and its coming and going do.
        if (old is not null && current is not null && old.Spec.NodeName == current.Spec.NodeName
            && (old.Spec.Tolerations?.Count ?? 0) == (current.Spec.Tolerations?.Count ?? 0) && old.IsDeleting() == current.IsDeleting())
        {
            return;
        }
        if (_marked.ContainsKey(key) || !string.IsNullOrEmpty(pod.Spec.NodeName) && Taints(_nodes.Get("", pod.Spec.NodeName)).Count > 0)
            Queue.Add(key);
    }

    private void OnNode(Node? old, Node? current)
    {
        if (current is null || Taints(old).SequenceEqual(Taints(current)))
            return;
        foreach (var pod in _pods.ByIndex(NodeIndex, current.Metadata.Name ?? ""))
            Queue.Add(ObjectKey.Of(pod));
    }
}
