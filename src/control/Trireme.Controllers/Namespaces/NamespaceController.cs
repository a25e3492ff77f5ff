using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Trireme.Controllers.Namespaces.Steps;

namespace Trireme.Controllers.Namespaces;

/// <summary>Empties a namespace that is being deleted, whatever kinds the server has, and then lets it go.</summary>
internal sealed class NamespaceController : Controller
{
    private readonly IInformer<Namespace> _namespaces;
    private readonly NamespaceWrites _writes;

    public NamespaceController(ControllerContext context)
        : base("namespace-controller", context)
    {
        _writes = new NamespaceWrites(Client);
        _namespaces = Informer<Namespace>();
        On(_namespaces, OnNamespace);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_namespaces.Get("", key.Name) is not { } ns || !ns.IsDeleting() || ns.Spec.Finalizers is not { Count: > 0 })
            return Reconciled.Done;
        var resources = await Client.Discovery.ListAsync(cancellationToken).ConfigureAwait(false);
        var state = new NamespaceState(ns, resources, Time.GetUtcNow());
        var content = await _writes.DeleteContentAsync(state, cancellationToken).ConfigureAwait(false);
        var told = await _writes.WriteStatusAsync(ns, ConditionStep.Apply(state, content), cancellationToken).ConfigureAwait(false);
        if (told is not null)
            return Reconciled.Refused(told);
        if (resources.FailedGroups.Count > 0 || content.Failures.Count > 0)
            return Reconciled.Retry($"{content.Failures.Concat(resources.FailedGroups.Select(pair => $"{pair.Key}: {pair.Value}")).First()}");
        if (!content.IsEmpty)
            return Reconciled.LookAgain(content.Wait);
        var held = await _writes.FinalizeAsync(key.Name, cancellationToken).ConfigureAwait(false);
        return held is null ? Reconciled.Done : Reconciled.Refused(held);
    }

    // The round's own status writes must not start the next round: only the beginning of a deletion does.
    private void OnNamespace(Namespace? old, Namespace? current)
    {
        if (current is not null && current.IsDeleting() && (old is null || !old.IsDeleting()))
            Queue.Add(ObjectKey.Of(current));
    }
}
