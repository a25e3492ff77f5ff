using Trireme.Node.Host;

namespace Trireme.Tests.Unit.Node;

/// <summary>Remembers what would be mounted; a part of a volume becomes a link.</summary>
internal sealed class FakeMounter : IMounter
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _mounts = [];

    public IReadOnlyList<string> Mounts
    {
        get
        {
            lock (_gate)
                return [.. _mounts];
        }
    }

    public void MountMemory(string directory, long sizeBytes)
    {
        lock (_gate)
            _mounts.Add(directory);
    }

    public void Bind(string source, string target)
    {
        lock (_gate)
            _mounts.Add(target);
    }

    public bool IsMounted(string path)
    {
        lock (_gate)
            return _mounts.Contains(path);
    }

    public bool UnmountBelow(string directory)
    {
        lock (_gate)
            _mounts.RemoveWhere(mount => mount == directory || mount.StartsWith(directory + "/", StringComparison.Ordinal));
        return true;
    }
}
