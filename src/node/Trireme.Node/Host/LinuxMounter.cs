using System.Globalization;
using System.Text;

namespace Trireme.Node.Host;

/// <summary>Mounts through the kernel. Needs root.</summary>
internal sealed class LinuxMounter : IMounter
{
    private const string MountTable = "/proc/self/mountinfo";

    public void MountMemory(string directory, long sizeBytes)
    {
        if (IsMounted(directory))
            return;
        var data = sizeBytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"size={sizeBytes}") : null;
        if (LinuxCalls.Mount("tmpfs", directory, "tmpfs", LinuxCalls.MsNoSuid | LinuxCalls.MsNoDev, data) != 0)
            throw new IOException($"mounting memory at {directory} failed: {LinuxCalls.LastError()}");
    }

    public void Bind(string source, string target)
    {
        UnmountBelow(target);
        if (LinuxCalls.Mount(source, target, null, LinuxCalls.MsBind | LinuxCalls.MsRec, null) != 0)
            throw new IOException($"mounting {source} at {target} failed: {LinuxCalls.LastError()}");
    }

    public bool IsMounted(string path) => Mounts().Contains(path);

    public bool UnmountBelow(string directory)
    {
        var prefix = directory.TrimEnd('/') + "/";
        var mounts = Mounts().Where(path => path == directory || path.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        // The table is in order of mounting: undoing goes backwards.
        mounts.Reverse();
        var all = true;
        foreach (var mount in mounts)
            all &= LinuxCalls.Unmount(mount, LinuxCalls.UmountNoFollow) == 0 || LinuxCalls.Unmount(mount, LinuxCalls.MntDetach | LinuxCalls.UmountNoFollow) == 0;
        return all;
    }

    /// <summary>The mount points of a mount table. Source: proc_pid_mountinfo(5), fifth field.</summary>
    internal static List<string> Parse(IEnumerable<string> lines)
    {
        var mounts = new List<string>();
        foreach (var line in lines)
        {
            var fields = line.Split(' ', 6);
            if (fields.Length == 6)
                mounts.Add(Unescape(fields[4]));
        }
        return mounts;
    }

    private static List<string> Mounts() => Parse(File.ReadLines(MountTable));

    // Blanks and the like are written as three octal digits after a backslash.
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var bytes = new List<byte>(text.Length);
        var raw = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 3 < raw.Length && raw[i + 1] is >= (byte)'0' and <= (byte)'3')
            {
                bytes.Add((byte)(((raw[i + 1] - '0') << 6) | ((raw[i + 2] - '0') << 3) | (raw[i + 3] - '0')));
                i += 3;
                continue;
            }
            bytes.Add(raw[i]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
