using System.Globalization;
using System.Text.Json;

namespace Trireme.Hosting;

/// <summary>The process that runs a cluster, told apart from a later one with the same number by its start time.</summary>
internal sealed record RunningProcess(int ProcessId, long StartTicks)
{
    /// <summary>This very process.</summary>
    public static RunningProcess Current => new(Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>Whether the process is alive.</summary>
    public bool IsAlive => StartOf(ProcessId) == StartTicks;

    /// <summary>The process that a cluster's file names; null where there is none, or it has ended.</summary>
    public static RunningProcess? Find(ClusterPaths paths)
    {
        try
        {
            var found = JsonSerializer.Deserialize(File.ReadAllBytes(paths.ProcessFile), HostingJson.Default.RunningProcess);
            return found is { IsAlive: true } ? found : null;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the cluster's file.</summary>
    public void Write(ClusterPaths paths) =>
        File.WriteAllBytes(paths.ProcessFile, JsonSerializer.SerializeToUtf8Bytes(this, HostingJson.Default.RunningProcess));

    /// <summary>CPU seconds used so far and resident memory in bytes; noughts where the process is gone.</summary>
    public (double CpuSeconds, long ResidentBytes) Usage()
    {
        try
        {
            var fields = Fields(ProcessId);
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return (ticks / 100.0, long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
        }
        catch (IOException)
        {
            return default;
        }
    }

    private static long? StartOf(int processId)
    {
        try
        {
            var fields = Fields(processId);
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // proc(5): the fields after the command's name, which stands in parentheses and may hold anything.
    private static string[] Fields(int processId)
    {
        var text = File.ReadAllText($"/proc/{processId}/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }
}
