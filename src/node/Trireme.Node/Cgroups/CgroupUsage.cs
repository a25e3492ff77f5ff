using System.Buffers.Text;

namespace Trireme.Node.Cgroups;

/// <summary>What a cgroup has used. Source: the kernel's documentation of cgroup v1 and v2.</summary>
/// <param name="CpuNanoseconds">Processor time since it was made.</param>
/// <param name="MemoryBytes">Memory in use, caches too.</param>
/// <param name="WorkingSetBytes">Memory that could not be taken away at once.</param>
internal readonly record struct CgroupUsage(long CpuNanoseconds, long MemoryBytes, long WorkingSetBytes)
{
    /// <summary>Reads it; null where there is no such cgroup.</summary>
    /// <param name="cgroup">From the top of the hierarchy.</param>
    /// <param name="mount">Where the hierarchies are mounted.</param>
    public static CgroupUsage? Read(string cgroup, string mount = "/sys/fs/cgroup")
    {
        var path = cgroup.TrimStart('/');
        return File.Exists(Path.Combine(mount, "cgroup.controllers"))
            ? ReadUnified(Path.Combine(mount, path))
            : ReadSplit(Path.Combine(mount, "cpuacct", path), Path.Combine(mount, "memory", path));
    }

    private static CgroupUsage? ReadUnified(string directory)
    {
        if (Number(Path.Combine(directory, "memory.current")) is not { } memory)
            return null;
        var cpu = Field(Path.Combine(directory, "cpu.stat"), "usage_usec "u8) * 1000;
        var idle = Field(Path.Combine(directory, "memory.stat"), "inactive_file "u8);
        return new(cpu, memory, Math.Max(0, memory - idle));
    }

    private static CgroupUsage? ReadSplit(string cpu, string memory)
    {
        if (Number(Path.Combine(memory, "memory.usage_in_bytes")) is not { } used)
            return null;
        var idle = Field(Path.Combine(memory, "memory.stat"), "total_inactive_file "u8);
        return new(Number(Path.Combine(cpu, "cpuacct.usage")) ?? 0, used, Math.Max(0, used - idle));
    }

    private static long? Number(string path)
    {
        Span<byte> buffer = stackalloc byte[64];
        return Read(path, buffer) is > 0 and var length && Utf8Parser.TryParse(buffer[..length], out long value, out _) ? value : null;
    }

    private static long Field(string path, ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var text = buffer[..Read(path, buffer)];
        while (!text.IsEmpty)
        {
            if (text.StartsWith(name))
                return Utf8Parser.TryParse(text[name.Length..], out long value, out _) ? value : 0;
            var end = text.IndexOf((byte)'\n');
            text = end < 0 ? [] : text[(end + 1)..];
        }
        return 0;
    }

    private static int Read(string path, Span<byte> buffer)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, buffer, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
