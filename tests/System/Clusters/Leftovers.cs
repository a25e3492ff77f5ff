using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Clusters;

/// <summary>What a cluster leaves on the machine when it is gone.</summary>
/// <param name="Marks">Texts that tell the cluster's processes and mounts from others': its folders.</param>
/// <param name="Bridge">Its bridge.</param>
/// <param name="Table">Its table of rules.</param>
internal sealed record Leftovers(IReadOnlyList<string> Marks, string Bridge, string Table)
{
    /// <summary>Fails unless nothing is left.</summary>
    public async Task AssertNoneAsync()
    {
        Assert.Empty(Processes());
        Assert.DoesNotContain(await File.ReadAllLinesAsync("/proc/self/mounts"), IsMarked);
        Assert.DoesNotContain(Bridge, (await Command.RunAsync("ip", ["-brief", "link"])).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Table, (await Command.RunAsync("nft", ["list", "tables"])).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Marks, Path.Exists);
    }

    /// <summary>Command lines of processes that belong to the cluster.</summary>
    public IReadOnlyList<string> Processes() =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(CommandLine).Where(IsMarked)];

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended meanwhile
        }
    }

    private bool IsMarked(string text) => Marks.Any(mark => text.Contains(mark, StringComparison.Ordinal));
}
