namespace Trireme.Node.Cgroups;

/// <summary>Takes away the cgroups of Pods that have ended. Thread-safe. Source: cgroups(7); version 1 has a hierarchy per controller, version 2 has one.</summary>
/// <param name="root">The cgroup below which those of Pods are; null where the agent does not care for cgroups.</param>
/// <param name="mount">Where the hierarchies are mounted.</param>
internal sealed class PodCgroups(string? root, string mount = "/sys/fs/cgroup")
{
    private const int DeepestLevel = 8;

    /// <summary>The cgroup below which those of Pods are; null where there is none.</summary>
    public string? Root => root;

    /// <summary>The directories of a cgroup in all hierarchies where it exists.</summary>
    public IEnumerable<string> DirectoriesOf(string cgroup)
    {
        var path = cgroup.TrimStart('/');
        if (File.Exists(Path.Combine(mount, "cgroup.controllers")))
        {
            var directory = Path.Combine(mount, path);
            return Directory.Exists(directory) ? [directory] : [];
        }
        return Directory.Exists(mount)
            ? Directory.EnumerateDirectories(mount).Select(controller => Path.Combine(controller, path)).Where(Directory.Exists)
            : [];
    }

    /// <summary>Removes what is left of a cgroup. What still has processes stays, without an error.</summary>
    public void Remove(string cgroup)
    {
        if (root is null)
            return;
        foreach (var directory in DirectoriesOf(cgroup).ToList())
            RemoveTree(directory, DeepestLevel);
    }

    private static void RemoveTree(string directory, int levels)
    {
        try
        {
            if (levels > 0)
            {
                foreach (var child in Directory.EnumerateDirectories(directory).ToList())
                    RemoveTree(child, levels - 1);
            }
            // A cgroup's files are the kernel's: only the directory itself can be removed, and only while it is unused.
            Directory.Delete(directory, recursive: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // In use: the next removal, or the kernel at the end, takes it.
        }
    }
}
