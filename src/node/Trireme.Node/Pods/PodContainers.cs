using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>The containers of a Pod's spec and what they are called. Pure.</summary>
internal static class PodContainers
{
    /// <summary>Whether an init container goes on running.</summary>
    public static bool IsSidecar(Container container) => container.RestartPolicy == "Always";

    /// <summary>What an init container is.</summary>
    public static ContainerKind InitKind(Container container) => IsSidecar(container) ? ContainerKind.Sidecar : ContainerKind.Init;

    /// <summary>All containers with their kinds: init containers, regular ones, ephemeral ones.</summary>
    public static IEnumerable<(Container Container, ContainerKind Kind)> All(PodSpec spec)
    {
        foreach (var container in spec.InitContainers ?? [])
            yield return (container, InitKind(container));
        foreach (var container in spec.Containers)
            yield return (container, ContainerKind.Regular);
        foreach (var container in spec.EphemeralContainers ?? [])
            yield return (AsContainer(container), ContainerKind.Ephemeral);
    }

    /// <summary>The container with a name; null where there is none.</summary>
    public static (Container Container, ContainerKind Kind)? Find(PodSpec spec, string name)
    {
        foreach (var pair in All(spec))
        {
            if (pair.Container.Name == name)
                return pair;
        }
        return null;
    }

    /// <summary>The field of the Pod that events about a container point at.</summary>
    public static string FieldPath(ContainerKind kind, string name) => kind switch
    {
        ContainerKind.Regular => $"spec.containers{{{name}}}",
        ContainerKind.Ephemeral => $"spec.ephemeralContainers{{{name}}}",
        _ => $"spec.initContainers{{{name}}}",
    };

    /// <summary>An ephemeral container in the shape of the others.</summary>
    public static Container AsContainer(EphemeralContainer source) => new()
    {
        Args = source.Args,
        Command = source.Command,
        Env = source.Env,
        EnvFrom = source.EnvFrom,
        Image = source.Image,
        ImagePullPolicy = source.ImagePullPolicy,
        Name = source.Name,
        SecurityContext = source.SecurityContext,
        Stdin = source.Stdin,
        StdinOnce = source.StdinOnce,
        TerminationMessagePath = source.TerminationMessagePath,
        TerminationMessagePolicy = source.TerminationMessagePolicy,
        Tty = source.Tty,
        VolumeMounts = source.VolumeMounts,
        VolumeDevices = source.VolumeDevices,
        WorkingDir = source.WorkingDir,
    };
}
