using System.Collections.Concurrent;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.PodGarbage;

/// <summary>
/// Collects Pods that nobody else can: those bound to nodes that are gone, those that are being deleted and were never bound, and the oldest of those
/// that have ended, beyond what the options keep.
/// </summary>
internal sealed class PodGarbageController : Controller
{
    private const string NodeIndex = "node";
    private const string EndedIndex = "ended";
    private const string Ended = "yes";

    // A node may be made anew under the same name: its Pods are given this time.
    private static readonly TimeSpan Quarantine = TimeSpan.FromSeconds(40);

    // No Pod has an empty name: the key under which the number of ended Pods is looked at.
    private static readonly ObjectKey SweepKey = new("", "");

    private readonly IInformer<Node> _nodes;
    private readonly IInformer<Pod> _pods;
    private readonly ConcurrentDictionary<string, long> _missing = new(StringComparer.Ordinal);

    public PodGarbageController(ControllerContext context)
        : base("pod-garbage-collector-controller", context)
    {
        _pods = Informer<Pod>();
        _pods.AddIndex(NodeIndex, static pod => [pod.Spec.NodeName ?? ""]);
        _pods.AddIndex(EndedIndex, static pod => pod.HasEnded() && !pod.IsDeleting() ? [Ended] : []);
        _nodes = Informer<Node>();
        On(_pods, OnPod);
        On(_nodes, OnNode);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (key == SweepKey)
            return await SweepAsync(cancellationToken).ConfigureAwait(false);
        if (_pods.Get(key.Namespace, key.Name) is not { } pod)
            return Reconciled.Done;
        if (string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return pod.IsDeleting()
                ? await EndAsync(pod, null, cancellationToken).ConfigureAwait(false)
                : Reconciled.Done;
        }
        var node = pod.Spec.NodeName;
        if (_nodes.Get("", node) is not null)
        {
            _missing.TryRemove(node, out _);
            return Reconciled.Done;
        }
        var left = Quarantine - Time.GetElapsedTime(_missing.GetOrAdd(node, _ => Time.GetTimestamp()));
        if (left > TimeSpan.Zero)
            return Reconciled.LookAgain(left);
        var live = await Client.Resource<Node>().GetAsync(node, cancellationToken).ConfigureAwait(false);
        if (live.IsSuccess)
            return Reconciled.Done;
        if (!live.IsNotFound)
            return Reconciled.Refused(live.Error);
        var ended = await EndAsync(pod, "PodGC: node no longer exists", cancellationToken).ConfigureAwait(false);
        if (!ended.IsRetry && _pods.ByIndex(NodeIndex, node).Count <= 1)
            _missing.TryRemove(node, out _);
        return ended;
    }

    private async Task<Reconciled> EndAsync(Pod pod, string? why, CancellationToken cancellationToken)
    {
        Status? refused = null;
        if (why is not null && !pod.HasEnded())
            refused = await PodEviction.MarkAsync(Client, pod, "DeletionByPodGC", why, "Failed", Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        refused ??= await PodEviction.DeleteAsync(Client, pod, 0, cancellationToken).ConfigureAwait(false);
        return refused is null ? Reconciled.Done : Reconciled.Refused(refused);
    }

    private async Task<Reconciled> SweepAsync(CancellationToken cancellationToken)
    {
        var ended = _pods.ByIndex(EndedIndex, Ended);
        var tooMany = ended.Count - Context.Options.TerminatedPodThreshold;
        if (tooMany <= 0 || Context.Options.TerminatedPodThreshold <= 0)
            return Reconciled.Done;
        foreach (var pod in ended.OrderBy(pod => pod.Metadata.CreationTimestamp).ThenBy(pod => pod.Metadata.Name, StringComparer.Ordinal).Take(tooMany))
        {
            if (await PodEviction.DeleteAsync(Client, pod, 0, cancellationToken).ConfigureAwait(false) is { } refused)
                return Reconciled.Refused(refused);
        }
        return Reconciled.Done;
    }

    private void OnPod(Pod? old, Pod? current)
    {
        if (current is null)
            return;
        if (current.HasEnded() && (old is null || !old.HasEnded()))
            Queue.Add(SweepKey);
        var node = current.Spec.NodeName;
        if (string.IsNullOrEmpty(node) ? current.IsDeleting() : (old is null || old.Spec.NodeName != node) && _nodes.Get("", node) is null)
            Queue.Add(ObjectKey.Of(current));
    }

    private void OnNode(Node? old, Node? current)
    {
        if (current is not null)
            return;
        foreach (var pod in _pods.ByIndex(NodeIndex, old!.Metadata.Name ?? ""))
            Queue.Add(ObjectKey.Of(pod));
    }
}
