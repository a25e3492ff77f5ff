using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Node.Volumes;

namespace Trireme.Node.References;

/// <summary>Objects that volumes need.</summary>
internal static class RequiredObjects
{
    /// <summary>The object, followed from now on; null where it is missing and may be.</summary>
    /// <exception cref="VolumeException">It is missing and must not be.</exception>
    public static async Task<T?> RequireAsync<T>(this ReferencedObjects<T> objects, Pod pod, string? name, bool optional, string resource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var ns = pod.Metadata.Namespace ?? "";
        objects.Follow(ns, name ?? "", pod.Metadata.Uid ?? "");
        var found = await objects.FindAsync(ns, name ?? "", cancellationToken).ConfigureAwait(false);
        return found is null && !optional ? throw new VolumeException($"{resource} \"{name}\" not found") : found;
    }
}
