using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;

namespace Trireme.Client.Resources;

/// <summary>Finds where the object of a manifest lives.</summary>
internal static class ManifestTargets
{
    /// <summary>The place of the object.</summary>
    /// <exception cref="CommandException">The server has no such kind, or the object has no name.</exception>
    public static async Task<ObjectTarget> ResolveAsync(ClientSession session, JsonObject manifest, CancellationToken cancellationToken)
    {
        var kind = manifest.Text("kind");
        var apiVersion = manifest.Text("apiVersion");
        var name = manifest.Text("metadata", "name");
        if (name.Length == 0)
        {
            throw new CommandException(manifest.Text("metadata", "generateName").Length > 0
                ? $"from {manifest.Text("metadata", "generateName")}: cannot use generate name with apply"
                : $"resource name may not be empty: {kind} without metadata.name");
        }
        var address = await FindAsync(session, apiVersion, kind, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandException(
                $"resource mapping not found for name: \"{name}\" namespace: \"{manifest.Text("metadata", "namespace")}\": no matches for kind \"{kind}\" in version \"{apiVersion}\"");
        if (!address.Namespaced)
            return new ObjectTarget(address, null, name);
        var ns = manifest.Text("metadata", "namespace");
        return new ObjectTarget(address, ns.Length > 0 ? ns : session.Namespace, name);
    }

    private static async Task<ResourceAddress?> FindAsync(ClientSession session, string apiVersion, string kind, CancellationToken cancellationToken)
    {
        var catalog = await session.CatalogAsync(cancellationToken).ConfigureAwait(false);
        if (catalog.OfKind(apiVersion, kind) is { } known)
            return known;
        // A version that is not the preferred one, or a kind that an object before this one has just defined.
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        var resources = await new ApiClient(session.Transport).Discovery.ListVersionAsync(group, apiVersion[(slash + 1)..], cancellationToken).ConfigureAwait(false);
        return resources.FirstOrDefault(resource => resource.Address.Kind == kind)?.Address;
    }
}
