using System.Globalization;
using System.Text;

namespace Trireme.Node.Cri.Containerd;

/// <summary>Looks into /proc. A process is told from a later one with the same number by the time of its start.</summary>
internal static class ProcessTable
{
    internal const int CapSysResource = 24;

    /// <summary>Whether this program has a capability, by its number in capabilities(7).</summary>
    internal static bool HasCapability(int capability)
    {
        const string Effective = "CapEff:";
        foreach (var line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith(Effective, StringComparison.Ordinal))
                return (ulong.Parse(line.AsSpan(Effective.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) >> capability & 1) != 0;
        }
        return false;
    }

    /// <summary>When a process started, in clock ticks since boot; null where it is gone or dead.</summary>
    internal static long? StartTime(int pid) => ReadStat(pid) is { State: not ('Z' or 'X') } stat ? stat.StartTime : null;

    /// <summary>The arguments with which a process was started; empty where it is gone.</summary>
    internal static string[] Arguments(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).TrimEnd('\0').Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>All processes that live now.</summary>
    internal static IEnumerable<int> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                yield return pid;
        }
    }

    /// <summary>A process and all that descend from it, parents first.</summary>
    internal static List<int> WithDescendants(int root)
    {
        var children = new Dictionary<int, List<int>>();
        foreach (var pid in All())
        {
            if (ReadStat(pid) is not { } stat)
                continue;
            if (!children.TryGetValue(stat.Parent, out var siblings))
                children.Add(stat.Parent, siblings = []);
            siblings.Add(pid);
        }
        var found = new List<int> { root };
        for (var at = 0; at < found.Count; at++)
        {
            if (children.TryGetValue(found[at], out var below))
                found.AddRange(below);
        }
        return found;
    }

    private static ProcessStat? ReadStat(int pid)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{pid}/stat");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        // The name in brackets may hold anything, brackets and blanks too: the fields are counted from behind it.
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20
            ? null
            : new(fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    private readonly record struct ProcessStat(char State, int Parent, long StartTime);
}
