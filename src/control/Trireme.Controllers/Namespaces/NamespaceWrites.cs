using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Discovery;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.Namespaces;

/// <summary>Deletes what is in a namespace, and in the end lets the namespace go.</summary>
internal sealed class NamespaceWrites(ApiClient client)
{
    private const string Finalizer = "kubernetes";
    private const int PageSize = 500;

    // Pods end in their own time; what else is being deleted is looked at again soon.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static readonly DeleteOptions Background = new() { PropagationPolicy = "Background" };

    /// <summary>Deletes all content and finds out what is left.</summary>
    public async Task<NamespaceContent> DeleteContentAsync(NamespaceState state, CancellationToken cancellationToken)
    {
        var content = new NamespaceContent();
        var ns = state.Namespace.Metadata.Name ?? "";
        foreach (var resource in state.Content)
        {
            try
            {
                await DeleteAsync(ns, resource, content, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException broken)
            {
                // What one kind's trouble is must not keep the others.
                content.Failures.Add($"{resource.Address.GroupResource}: {broken.Message}");
            }
        }
        return content;
    }

    /// <summary>Writes the status where it changes.</summary>
    public async Task<Status?> WriteStatusAsync(Namespace present, NamespaceStatus status, CancellationToken cancellationToken)
    {
        var written = await client.PatchAsync(present, present with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
        return written.IsNotFound ? null : written.Error;
    }

    /// <summary>Takes the finalizer away that held the namespace.</summary>
    public async Task<Status?> FinalizeAsync(string name, CancellationToken cancellationToken)
    {
        var namespaces = client.Resource<Namespace>();
        var present = await namespaces.GetAsync(name, cancellationToken).ConfigureAwait(false);
        if (!present.IsSuccess)
            return present.IsNotFound ? null : present.Error;
        var rest = (present.Value.Spec.Finalizers ?? []).Where(finalizer => finalizer != Finalizer).ToList();
        if (rest.Count == (present.Value.Spec.Finalizers?.Count ?? 0))
            return null;
        var free = present.Value with { Spec = present.Value.Spec with { Finalizers = rest } };
        var written = await namespaces.UpdateAsync(free, "finalize", cancellationToken).ConfigureAwait(false);
        return written.IsNotFound ? null : written.Error;
    }

    private async Task DeleteAsync(string ns, DiscoveredResource resource, NamespaceContent content, CancellationToken cancellationToken)
    {
        var objects = client.Metadata(resource.Address, ns);
        var first = await objects.ListAsync(new ListOptions { Limit = PageSize }, cancellationToken).ConfigureAwait(false);
        if (first.IsSuccess && first.Value.Items.Count == 0)
            return;
        if (resource.Can("deletecollection"))
        {
            var deleted = await objects.DeleteCollectionAsync(null, Background, cancellationToken).ConfigureAwait(false);
            if (!deleted.IsSuccess && !deleted.IsNotFound)
                content.Failures.Add($"{resource.Address.GroupResource}: {deleted.Error.Message}");
        }
        else if (first.IsSuccess)
        {
            await DeleteEachAsync(objects, first.Value.Items, resource, content, cancellationToken).ConfigureAwait(false);
        }
        await CountAsync(objects, resource, content, cancellationToken).ConfigureAwait(false);
    }

    private static async Task DeleteEachAsync(
        ResourceClient<PartialObjectMetadata> objects, IEnumerable<PartialObjectMetadata> items, DiscoveredResource resource, NamespaceContent content, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            var deleted = await objects.DeleteAsync(item.Metadata.Name ?? "", Background, cancellationToken).ConfigureAwait(false);
            if (!deleted.IsSuccess && !deleted.IsNotFound)
                content.Failures.Add($"{resource.Address.GroupResource}: {deleted.Error.Message}");
        }
    }

    private static async Task CountAsync(
        ResourceClient<PartialObjectMetadata> objects, DiscoveredResource resource, NamespaceContent content, CancellationToken cancellationToken)
    {
        var left = await objects.ListAsync(new ListOptions { Limit = PageSize }, cancellationToken).ConfigureAwait(false);
        if (!left.IsSuccess)
        {
            if (!left.IsNotFound)
                content.Failures.Add($"{resource.Address.GroupResource}: {left.Error.Message}");
            return;
        }
        if (left.Value.Items.Count == 0)
            return;
        content.AddRemaining(resource.Address, left.Value.Items.Count + (int)(left.Value.Metadata.RemainingItemCount ?? 0));
        content.WaitFor(Soon);
        foreach (var item in left.Value.Items)
        {
            foreach (var finalizer in item.Metadata.Finalizers ?? [])
                content.AddFinalizer(finalizer);
            if (item.Metadata.DeletionGracePeriodSeconds is { } grace)
                content.WaitFor(TimeSpan.FromSeconds(Math.Min(grace / 2.0 + 1, 5)));
        }
    }
}
