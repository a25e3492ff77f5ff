using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;

namespace Trireme.Client.Resources;

/// <summary>Finds the Pod that <c>POD</c> or <c>TYPE/NAME</c> means.</summary>
internal static class PodFinder
{
    /// <summary>The resource of Pods.</summary>
    public static readonly ResourceAddress Pods = new("", "v1", "pods", "Pod", Namespaced: true);

    /// <summary>The Pods of an argument, the one that serves best first.</summary>
    /// <exception cref="CommandException">The object has no Pods.</exception>
    /// <exception cref="ApiException">There is no such object.</exception>
    public static async Task<IReadOnlyList<JsonObject>> FindAsync(ClientSession session, string argument, CancellationToken cancellationToken)
    {
        var (address, name) = await ResolveAsync(session, argument, cancellationToken).ConfigureAwait(false);
        var target = new ObjectTarget(address, address.Namespaced ? session.Namespace : null, name);
        var found = await session.GetAsync(target.Path, cancellationToken).ConfigureAwait(false);
        if (address.Plural == "pods" && address.Group.Length == 0)
            return [found];
        var selector = PodSelector.Of(found);
        if (selector.Length == 0)
            throw new CommandException($"cannot get pods of {target}: it selects none");
        var pods = await new ListPages(session, Pods, session.Namespace, selector).ItemsAsync(cancellationToken).ConfigureAwait(false);
        return pods.Count > 0
            ? [.. pods.OrderByDescending(Rank).ThenBy(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)]
            : throw new CommandException($"no pods found for {target}");
    }

    /// <summary>The container that is meant where none is named.</summary>
    /// <param name="session">Where to say which one was taken.</param>
    /// <param name="pod">The Pod.</param>
    public static async Task<string> DefaultContainerAsync(ClientSession session, JsonObject pod)
    {
        var containers = pod.Items("spec", "containers").Select(container => container.Text("name")).ToList();
        var annotated = pod.Text("metadata", "annotations", "kubectl.kubernetes.io/default-container");
        if (containers.Contains(annotated, StringComparer.Ordinal))
            return annotated;
        var others = pod.Items("spec", "initContainers").Select(container => container.Text("name") + " (init)");
        if (containers.Count > 1 || pod.Items("spec", "initContainers").Any())
            await session.Error.WriteLineAsync($"Defaulted container \"{containers.FirstOrDefault()}\" out of: {string.Join(", ", containers.Concat(others))}").ConfigureAwait(false);
        return containers.FirstOrDefault() ?? "";
    }

    private static async Task<(ResourceAddress Address, string Name)> ResolveAsync(ClientSession session, string argument, CancellationToken cancellationToken)
    {
        if (!argument.Contains('/', StringComparison.Ordinal))
            return (Pods, argument);
        var parsed = ResourceArguments.Parse([argument])[0];
        var catalog = await session.CatalogAsync(cancellationToken).ConfigureAwait(false);
        return (catalog.Find(parsed.Types[0]).Address, parsed.Names[0]);
    }

    private static int Rank(JsonObject pod)
    {
        var phase = pod.Text("status", "phase") switch { "Running" => 4, "Succeeded" or "Failed" => 2, _ => 0 };
        var ready = pod.Items("status", "conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");
        return phase + (ready ? 1 : 0) - (pod.At("metadata", "deletionTimestamp") is null ? 0 : 2);
    }
}
