using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Runtime;
using Trireme.Node.Sandboxes;
using Trireme.Node.Volumes;

namespace Trireme.Node.Containers;

/// <summary>Makes the list of a container's mounts: volumes, the hosts file, the file for its last words. Thread-safe.</summary>
internal sealed class ContainerMounts(NodeAgentOptions options, PodDirectories directories, PodVolumes volumes)
{
    private const string HostsPath = "/etc/hosts";

    /// <summary>The mounts, parents before children.</summary>
    /// <exception cref="ContainerConfigException">A mount does not fit the Pod.</exception>
    public IReadOnlyList<ContainerMount> Build(
        Pod pod, Container container, IReadOnlyDictionary<string, VolumeOutcome> podVolumes, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> podAddresses, string terminationFile)
    {
        var mounts = new List<ContainerMount>();
        var own = container.VolumeMounts ?? [];
        for (var i = 0; i < own.Count; i++)
            mounts.Add(OfVolume(pod, container, own[i], i, podVolumes, environment));
        if (!own.Any(mount => mount.MountPath.TrimEnd('/') == HostsPath))
            mounts.Add(new ContainerMount(WriteHosts(pod, podAddresses), HostsPath, container.SecurityContext?.ReadOnlyRootFilesystem == true));
        var terminationPath = string.IsNullOrEmpty(container.TerminationMessagePath) ? "/dev/termination-log" : container.TerminationMessagePath;
        if (!own.Any(mount => mount.MountPath.TrimEnd('/') == terminationPath))
        {
            PrepareTerminationFile(terminationFile);
            mounts.Add(new ContainerMount(terminationFile, terminationPath, false));
        }
        return [.. mounts.OrderBy(mount => mount.ContainerPath.Count(c => c == '/'))];
    }

    private ContainerMount OfVolume(
        Pod pod, Container container, VolumeMount mount, int index, IReadOnlyDictionary<string, VolumeOutcome> podVolumes, IReadOnlyDictionary<string, string> environment)
    {
        if (!podVolumes.TryGetValue(mount.Name, out var volume))
            throw new ContainerConfigException($"cannot find volume \"{mount.Name}\" to mount into container \"{container.Name}\"");
        var path = volume.HostPath;
        var subPath = mount.SubPath is { Length: > 0 } literal ? literal : mount.SubPathExpr is { Length: > 0 } expression ? Expand(expression, environment) : "";
        if (subPath.Length > 0)
        {
            try
            {
                path = SubPath.Mount(volumes.Mounter, path, subPath, directories.SubPath(pod.Metadata.Uid!, mount.Name, container.Name, index));
            }
            catch (Exception error) when (error is VolumeException or IOException or UnauthorizedAccessException)
            {
                throw new ContainerConfigException($"failed to prepare subPath for volumeMount \"{mount.Name}\" of container \"{container.Name}\": {error.Message}");
            }
        }
        if (mount.RecursiveReadOnly == "Enabled")
            throw new ContainerConfigException($"failed to resolve recursive read-only mode of volumeMount \"{mount.Name}\": not supported by this node");
        var containerPath = Path.IsPathRooted(mount.MountPath) ? mount.MountPath : "/" + mount.MountPath;
        return new ContainerMount(path, containerPath, mount.ReadOnly == true || volume.ReadOnly, mount.MountPropagation ?? "None");
    }

    private static string Expand(string expression, IReadOnlyDictionary<string, string> environment)
    {
        string? missing = null;
        var expanded = VariableExpansion.Expand(expression, name =>
        {
            if (environment.TryGetValue(name, out var value))
                return value;
            missing ??= name;
            return null;
        });
        return missing is null ? expanded : throw new ContainerConfigException($"missing value for \"{missing}\"");
    }

    private string WriteHosts(Pod pod, IReadOnlyList<string> podAddresses)
    {
        var path = directories.Hosts(pod.Metadata.Uid!);
        var text = pod.Spec.HostNetwork == true
            ? HostsFile.Node(File.Exists(HostsPath) ? File.ReadAllText(HostsPath) : "127.0.0.1\tlocalhost\n", pod.Spec.HostAliases)
            : HostsFile.Managed(podAddresses, PodHostname.Of(pod, options.Hostname, options.ClusterDomain), pod.Spec.HostAliases);
        // Containers of the Pod see this very file: it is written in place, and only when it differs.
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            File.SetUnixFileMode(path, (UnixFileMode)0x1a4);
        }
        return path;
    }

    private static void PrepareTerminationFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
        // The container's user is not known here, and any of them may write its last words.
        File.SetUnixFileMode(path, (UnixFileMode)0x1b6);
    }
}
