using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Http;

namespace Trireme.Server.Proxying;

/// <summary>Which container of a Pod a request means.</summary>
internal static class ContainerChoice
{
    /// <summary>The container that was named, or the only one; a refusal where that does not say which.</summary>
    public static (string? Container, Status? Error) Of(Pod pod, string wanted)
    {
        var name = pod.Metadata.Name;
        var containers = pod.Spec.Containers ?? [];
        var initial = pod.Spec.InitContainers ?? [];
        if (wanted.Length > 0)
        {
            var known = containers.Any(container => container.Name == wanted)
                || initial.Any(container => container.Name == wanted)
                || (pod.Spec.EphemeralContainers ?? []).Any(container => container.Name == wanted);
            return known ? (wanted, null) : (null, StatusErrors.BadRequest($"container {wanted} is not valid for pod {name}"));
        }
        if (containers.Count == 1)
            return (containers[0].Name, null);
        var message = $"a container name must be specified for pod {name}";
        if (containers.Count > 1)
            message += $", choose one of: [{string.Join(' ', containers.Select(container => container.Name))}]";
        if (containers.Count > 1 && initial.Count > 0)
            message += $" or one of the init containers: [{string.Join(' ', initial.Select(container => container.Name))}]";
        return (null, StatusErrors.BadRequest(message));
    }
}
