using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Pods;

namespace Trireme.Node.Volumes;

/// <summary>Turns ConfigMaps, Secrets and fields of Pods into files. Pure.</summary>
internal static class FileSelection
{
    /// <summary>The permissions where none are asked for.</summary>
    public const int DefaultMode = 0x1a4;

    /// <summary>The files of a ConfigMap.</summary>
    public static void Add(Dictionary<string, ProjectedFile> files, ConfigMap source, IReadOnlyList<KeyToPath>? items, int mode, bool optional)
    {
        var contents = (source.Data ?? new Dictionary<string, string>()).ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value), StringComparer.Ordinal);
        foreach (var (key, value) in source.BinaryData ?? new Dictionary<string, byte[]>())
            contents[key] = value;
        Add(files, contents, items, mode, optional, "config");
    }

    /// <summary>The files of a Secret.</summary>
    public static void Add(Dictionary<string, ProjectedFile> files, Secret source, IReadOnlyList<KeyToPath>? items, int mode, bool optional) =>
        Add(files, source.Data ?? new Dictionary<string, byte[]>(), items, mode, optional, "secret");

    /// <summary>Files with fields of the Pod.</summary>
    public static void Add(Dictionary<string, ProjectedFile> files, Pod pod, RunningPod running, IReadOnlyList<DownwardAPIVolumeFile>? items, int mode)
    {
        foreach (var item in items ?? [])
        {
            var text = item switch
            {
                { FieldRef: { } field } => PodFields.Field(pod, field.FieldPath, running) ?? throw new VolumeException($"unsupported fieldPath: {field.FieldPath}"),
                { ResourceFieldRef: { } resource } => Resource(pod, resource, running),
                _ => throw new VolumeException($"downward API file {item.Path} names no field"),
            };
            files[item.Path] = new ProjectedFile(Encoding.UTF8.GetBytes(text), item.Mode ?? mode);
        }
    }

    private static string Resource(Pod pod, ResourceFieldSelector selector, RunningPod running)
    {
        var container = PodContainers.Find(pod.Spec, selector.ContainerName ?? "")?.Container ?? throw new VolumeException($"container {selector.ContainerName} not found");
        return PodFields.Resource(container, selector, running) ?? throw new VolumeException($"unsupported container resource : {selector.Resource}");
    }

    private static void Add(
        Dictionary<string, ProjectedFile> files, IReadOnlyDictionary<string, byte[]> contents, IReadOnlyList<KeyToPath>? items, int mode, bool optional, string what)
    {
        if (items is not { Count: > 0 })
        {
            foreach (var (key, value) in contents)
                files[key] = new ProjectedFile(value, mode);
            return;
        }
        foreach (var item in items)
        {
            if (contents.TryGetValue(item.Key, out var value))
                files[item.Path] = new ProjectedFile(value, item.Mode ?? mode);
            else if (!optional)
                throw new VolumeException($"references non-existent {what} key: {item.Key}");
        }
    }
}
