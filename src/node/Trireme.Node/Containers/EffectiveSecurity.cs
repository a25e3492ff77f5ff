using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Containers;

/// <summary>The security context that container and Pod agree on. Pure.</summary>
internal static class EffectiveSecurity
{
    /// <summary>The container's context with what only the Pod says.</summary>
    public static SecurityContext Of(PodSpec spec, Container container)
    {
        var own = container.SecurityContext ?? new SecurityContext();
        return spec.SecurityContext is not { } pod ? own : own with
        {
            AppArmorProfile = own.AppArmorProfile ?? pod.AppArmorProfile,
            RunAsGroup = own.RunAsGroup ?? pod.RunAsGroup,
            RunAsNonRoot = own.RunAsNonRoot ?? pod.RunAsNonRoot,
            RunAsUser = own.RunAsUser ?? pod.RunAsUser,
            SeLinuxOptions = own.SeLinuxOptions ?? pod.SeLinuxOptions,
            SeccompProfile = own.SeccompProfile ?? pod.SeccompProfile,
        };
    }

    /// <summary>Refuses a container that must not run as root and would.</summary>
    /// <exception cref="ContainerConfigException">It would run as root, or nobody can tell.</exception>
    public static void RequireNonRoot(Pod pod, Container container, SecurityContext effective, ImageState image)
    {
        if (effective.RunAsNonRoot != true)
            return;
        var where = $"(pod: \"{PodName.Of(pod)}\", container: {container.Name})";
        if (effective.RunAsUser is { } user)
        {
            if (user == 0)
                throw new ContainerConfigException($"container's runAsUser breaks non-root policy {where}");
            return;
        }
        if (image.User is null && !string.IsNullOrEmpty(image.Username))
            throw new ContainerConfigException($"container has runAsNonRoot and image has non-numeric user ({image.Username}), cannot verify user is non-root {where}");
        if (image.User is null or 0)
            throw new ContainerConfigException($"container has runAsNonRoot and image will run as root {where}");
    }
}
