using System.Globalization;

namespace Trireme.Node.Cri.Containerd;

/// <summary>A containerd that was started: which process, and with which configuration. Kept in a file, so that a later start finds it.</summary>
/// <param name="Pid">The process.</param>
/// <param name="StartTime">When it started, in clock ticks since boot.</param>
/// <param name="ConfigHash">The hash of its configuration and program.</param>
internal sealed record ContainerdInstance(int Pid, long StartTime, string ConfigHash)
{
    /// <summary>Whether it is this very process that lives.</summary>
    internal bool IsAlive => ProcessTable.StartTime(Pid) == StartTime;

    /// <summary>Reads the file; null where there is none or it says nothing that can be used.</summary>
    internal static ContainerdInstance? Read(string path)
    {
        string[] fields;
        try
        {
            fields = File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return fields.Length == 3
            && int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new(pid, start, fields[2])
            : null;
    }

    /// <summary>Writes the file whole or not at all.</summary>
    internal void Write(string path)
    {
        var next = path + ".next";
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{Pid} {StartTime} {ConfigHash}\n"));
        File.Move(next, path, overwrite: true);
    }
}
