using System.Globalization;
using System.Runtime.InteropServices;

namespace Trireme.Node.Host;

/// <summary>What does not change about this machine while it runs. Source: /proc, /sys and /etc of Linux.</summary>
internal sealed record MachineFacts
{
    /// <summary>Processors that this process may use.</summary>
    public required int Processors { get; init; }

    /// <summary>Memory in bytes.</summary>
    public required long MemoryBytes { get; init; }

    public required string MachineId { get; init; }

    public required string SystemUuid { get; init; }

    public required string BootId { get; init; }

    public required string KernelVersion { get; init; }

    public required string OsImage { get; init; }

    /// <summary>In Go's words: amd64, arm64.</summary>
    public required string Architecture { get; init; }

    /// <summary>The most process ids there may be.</summary>
    public required long PidLimit { get; init; }

    /// <summary>Reads the facts. What a machine does not tell is empty or nought, never an error.</summary>
    public static MachineFacts Read() => new()
    {
        Processors = Environment.ProcessorCount,
        MemoryBytes = MemoryInformation.Read().TotalBytes,
        MachineId = ReadLine("/etc/machine-id"),
        SystemUuid = ReadLine("/sys/class/dmi/id/product_uuid") is { Length: > 0 } uuid ? uuid.ToLowerInvariant() : ReadLine("/etc/machine-id"),
        BootId = ReadLine("/proc/sys/kernel/random/boot_id"),
        KernelVersion = ReadLine("/proc/sys/kernel/osrelease"),
        OsImage = ReadOsImage(),
        Architecture = RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            var other => other.ToString().ToLowerInvariant(),
        },
        PidLimit = long.TryParse(ReadLine("/proc/sys/kernel/pid_max"), CultureInfo.InvariantCulture, out var pids) ? pids : 0,
    };

    private static string ReadOsImage()
    {
        try
        {
            foreach (var line in File.ReadLines("/etc/os-release"))
            {
                if (line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
                    return line["PRETTY_NAME=".Length..].Trim('"');
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A machine without the file has no name to show.
        }
        return RuntimeInformation.OSDescription;
    }

    private static string ReadLine(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
