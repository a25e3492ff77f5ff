using Trireme.Api.Core.V1;
using Trireme.Client.Discovery;

namespace Trireme.Controllers.Namespaces;

/// <summary>What one round of emptying a namespace starts from.</summary>
/// <param name="Namespace">The namespace; it is being deleted.</param>
/// <param name="Resources">What the server has.</param>
/// <param name="Now">The time.</param>
internal sealed record NamespaceState(Namespace Namespace, DiscoveredResources Resources, DateTimeOffset Now)
{
    /// <summary>The resources whose objects live in namespaces and can be deleted.</summary>
    public IEnumerable<DiscoveredResource> Content => Resources.Resources.Where(resource => resource.Address.Namespaced && resource.Can("delete", "list"));
}
