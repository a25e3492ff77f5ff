using Trireme.Client.Discovery;
using Trireme.Client.Session;

namespace Trireme.Client.Resources;

/// <summary>Finds resources of a server by any of their names. Immutable.</summary>
internal sealed class ResourceCatalog(IReadOnlyList<DiscoveredResource> resources)
{
    /// <summary>All resources in the order of their groups, core first.</summary>
    public IReadOnlyList<DiscoveredResource> Resources { get; } = resources;

    /// <summary>What the arguments ask for.</summary>
    /// <exception cref="CommandException">The server has no such type.</exception>
    public IReadOnlyList<ResourceSelection> Select(IReadOnlyList<ResourceArgument> arguments)
    {
        var selections = new List<ResourceSelection>();
        foreach (var argument in arguments)
        {
            foreach (var type in argument.Types)
                selections.AddRange(Expand(type).Select(resource => new ResourceSelection(resource.Address, argument.Names)));
        }
        return selections;
    }

    /// <summary>The resource of a name.</summary>
    /// <param name="type">Plural, singular, short name or kind; with group, or version and group, behind a dot; in any case.</param>
    /// <exception cref="CommandException">The server has no such type.</exception>
    public DiscoveredResource Find(string type) =>
        TryFind(type) ?? throw new CommandException($"the server doesn't have a resource type \"{type}\"");

    /// <summary>The resource of a kind, as manifests name it; null where there is none among the preferred versions.</summary>
    public ResourceAddress? OfKind(string apiVersion, string kind) =>
        Resources.FirstOrDefault(resource => resource.Address.Kind == kind && resource.Address.ApiVersion == apiVersion)?.Address;

    private IEnumerable<DiscoveredResource> Expand(string type)
    {
        if (TryFind(type) is { } resource)
            return [resource];
        var members = Resources.Where(member => member.Categories.Contains(type, StringComparer.OrdinalIgnoreCase) && member.Can("list")).ToList();
        return members.Count > 0 ? members : [Find(type)];
    }

    private DiscoveredResource? TryFind(string type)
    {
        if (Resources.FirstOrDefault(resource => HasName(resource, type)) is { } found)
            return found;
        var dot = type.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            return null;
        var name = type[..dot];
        var behind = type[(dot + 1)..];
        return Resources.FirstOrDefault(resource => HasName(resource, name) && IsGroup(resource.Address, behind));
    }

    private static bool IsGroup(ResourceAddress address, string text) =>
        text.Equals(address.Group, StringComparison.OrdinalIgnoreCase)
        || text.Equals($"{address.Version}.{address.Group}", StringComparison.OrdinalIgnoreCase)
        || (address.Group.Length > 0 && address.Group.StartsWith(text + ".", StringComparison.OrdinalIgnoreCase));

    private static bool HasName(DiscoveredResource resource, string name) =>
        name.Equals(resource.Address.Plural, StringComparison.OrdinalIgnoreCase)
        || name.Equals(resource.SingularName, StringComparison.OrdinalIgnoreCase)
        || name.Equals(resource.Address.Kind, StringComparison.OrdinalIgnoreCase)
        || resource.ShortNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
