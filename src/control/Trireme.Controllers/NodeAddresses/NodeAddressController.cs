using System.Net;
using Trireme.Api.Core.V1;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Trireme.Controllers.NodeAddresses.Steps;

namespace Trireme.Controllers.NodeAddresses;

/// <summary>
/// Gives each node its own part of the Pods' addresses. One worker decides, and remembers what it gave out until the informer shows it, so that no two
/// nodes ever get overlapping ranges.
/// </summary>
internal sealed class NodeAddressController : Controller
{
    private readonly IPNetwork _cluster;
    private readonly IInformer<Node> _nodes;
    private readonly Dictionary<string, IPNetwork> _given = new(StringComparer.Ordinal); // by node; of the one worker alone

    public NodeAddressController(ControllerContext context, IPNetwork cluster)
        : base("node-ipam-controller", context, workers: 1)
    {
        _cluster = cluster;
        _nodes = Informer<Node>();
        On(_nodes, OnNode);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        Settle();
        if (_nodes.Get("", key.Name) is not { } node || node.IsDeleting() || !string.IsNullOrEmpty(node.Spec.PodCIDR))
            return Reconciled.Done;
        if (!_given.TryGetValue(key.Name, out var range))
        {
            var taken = _nodes.List().SelectMany(RangesOf).Concat(_given.Values).ToList();
            var state = new NodeAddressState(node, _cluster, Context.Options.NodePrefixLength, taken);
            if (RangeStep.FindFree(state) is not { } free)
            {
                var reference = new ObjectReference { ApiVersion = "v1", Kind = "Node", Name = key.Name, Uid = node.Metadata.Uid };
                Events.Record(reference, "Normal", "CIDRNotAvailable", $"Node {key.Name} status is now: CIDRNotAvailable");
                return Reconciled.Retry($"no free range of /{state.PrefixLength} is left in {_cluster}");
            }
            range = free;
            _given.Add(key.Name, range);
        }
        var wanted = node with { Spec = node.Spec with { PodCIDR = range.ToString(), PodCIDRs = [range.ToString()] } };
        var written = await Client.PatchAsync(node, wanted, null, cancellationToken).ConfigureAwait(false);
        return written.IsSuccess ? Reconciled.Done : Reconciled.Refused(written.Error);
    }

    /// <summary>Forgets what the informer shows by now, and what was meant for nodes that are gone.</summary>
    private void Settle()
    {
        foreach (var name in _given.Keys.ToList())
        {
            if (_nodes.Get("", name) is not { } node || !string.IsNullOrEmpty(node.Spec.PodCIDR))
                _given.Remove(name);
        }
    }

    private static IEnumerable<IPNetwork> RangesOf(Node node)
    {
        IReadOnlyList<string> texts = node.Spec.PodCIDRs is { Count: > 0 } several ? several : [node.Spec.PodCIDR ?? ""];
        foreach (var text in texts)
        {
            if (IPNetwork.TryParse(text, out var range))
                yield return range;
        }
    }

    private void OnNode(Node? old, Node? current)
    {
        if (current is not null)
        {
            if (string.IsNullOrEmpty(current.Spec.PodCIDR) && (old is null || !string.IsNullOrEmpty(old.Spec.PodCIDR)))
                Queue.Add(ObjectKey.Of(current));
            return;
        }
        // A range has come free: those that got none are tried at once.
        foreach (var node in _nodes.List().Where(node => string.IsNullOrEmpty(node.Spec.PodCIDR)))
            Queue.Add(ObjectKey.Of(node));
    }
}
