using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Discovery;
using Trireme.Client.Informers;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>Watches the metadata of all kinds that can be deleted, and follows kinds that come and go. One task calls <see cref="FollowAsync"/>; lookups are thread-safe.</summary>
internal sealed class ResourceMonitors(ControllerContext context, Random random, OwnerGraph graph) : IAsyncDisposable
{
    private static readonly TimeSpan SyncPatience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ResourceAddress, Informer<PartialObjectMetadata>> _informers = [];
    private volatile IReadOnlyDictionary<(string Group, string Kind), ResourceAddress> _byKind =
        new Dictionary<(string, string), ResourceAddress>();

    /// <summary>Where objects of a kind are served; null where nobody knows.</summary>
    public ResourceAddress? Find(string group, string kind) => _byKind.GetValueOrDefault((group, kind));

    /// <summary>Starts to watch new kinds, stops for those that are gone, and waits until what is new has been seen.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var found = await context.Client.Discovery.ListAsync(cancellationToken).ConfigureAwait(false);
        var known = found.Resources.GroupBy(resource => (resource.Address.Group, resource.Address.Kind)).ToDictionary(group => group.Key, group => group.First().Address);
        // A group whose server is away still has its kinds.
        foreach (var (kind, address) in _byKind)
        {
            if (found.FailedGroups.ContainsKey(address.ApiVersion))
                known.TryAdd(kind, address);
        }
        _byKind = known;
        var wanted = found.Resources.Where(IsCollected).Select(resource => resource.Address).ToHashSet();
        foreach (var (address, informer) in _informers.ToList())
        {
            if (wanted.Contains(address) || found.FailedGroups.ContainsKey(address.ApiVersion))
                continue;
            _informers.Remove(address);
            await informer.DisposeAsync().ConfigureAwait(false);
            foreach (var left in informer.List())
                graph.Observe(address, left, null);
        }
        var started = wanted.Where(address => !_informers.ContainsKey(address)).Select(Start).ToList();
        foreach (var informer in started)
            await WaitAsync(informer, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var informer in _informers.Values)
            await informer.DisposeAsync().ConfigureAwait(false);
        _informers.Clear();
    }

    // Events own nothing, are owned by nobody, and are many.
    private static bool IsCollected(DiscoveredResource resource) =>
        resource.Can("delete", "list", "watch") && resource.Address is not { Plural: "events", Group: "" or "events.k8s.io" };

    private Informer<PartialObjectMetadata> Start(ResourceAddress address)
    {
        var options = new InformerOptions { OnFailure = message => context.Options.Log($"garbage-collector: {message}") };
        var informer = new Informer<PartialObjectMetadata>(context.Client.Metadata(address), new ListOptions(), options, context.Time, random, Trim);
        informer.AddHandler((old, current) => graph.Observe(address, old, current));
        informer.Start();
        _informers.Add(address, informer);
        return informer;
    }

    private async Task WaitAsync(Informer<PartialObjectMetadata> informer, CancellationToken cancellationToken)
    {
        try
        {
            await informer.WaitForSyncAsync(cancellationToken).WaitAsync(SyncPatience, context.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // One kind that cannot be listed must not stop the collection of all others.
        }
    }

    /// <summary>Keeps only what the graph reads.</summary>
    private static PartialObjectMetadata Trim(PartialObjectMetadata value) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = value.Metadata.Name,
            Namespace = value.Metadata.Namespace,
            Uid = value.Metadata.Uid,
            ResourceVersion = value.Metadata.ResourceVersion,
            DeletionTimestamp = value.Metadata.DeletionTimestamp,
            Finalizers = value.Metadata.Finalizers,
            OwnerReferences = value.Metadata.OwnerReferences,
        },
    };
}
