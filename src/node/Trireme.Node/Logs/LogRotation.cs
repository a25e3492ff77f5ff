using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Logging;
using Trireme.Node.Runtime;
using Trireme.Node.Volumes;

namespace Trireme.Node.Logs;

/// <summary>
/// Keeps the logs of containers small: a file that has grown too large gets a dated name, the runtime begins a new one, older ones are packed, the
/// oldest go. One caller at a time.
/// </summary>
internal sealed class LogRotation(NodeAgentOptions options, RuntimeView view, PodDirectories directories, TimeProvider time, ILogger log)
{
    private const string Packed = ".gz";
    private const string Packing = ".tmp";
    private const string DateFormat = "yyyyMMdd-HHmmss";

    /// <summary>Looks at the logs of all containers that run.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var uid in view.PodUids())
        {
            if (view.Find(uid) is not { Sandboxes: [var sandbox, ..] } state)
                continue;
            foreach (var container in state.Containers)
            {
                if (container.Phase != ContainerPhase.Running)
                    continue;
                var path = Path.Combine(directories.Logs(sandbox.PodNamespace, sandbox.PodName, uid), PodDirectories.LogFile(container.Name, container.Attempt));
                try
                {
                    await RotateAsync(state.Runtime, container.Id, path, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or RuntimeException)
                {
                    log.LogWarning("rotating {Path} failed: {Message}", path, error.Message);
                }
            }
        }
    }

    internal async Task RotateAsync(IPodRuntime runtime, string containerId, string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length < options.LogMaxBytes)
            return;
        var rotated = Rotated(path);
        // Room for the current file and the one that is made now.
        foreach (var old in rotated.Take(Math.Max(0, rotated.Count - (options.LogMaxFiles - 2))))
            File.Delete(old);
        foreach (var old in Rotated(path).Where(old => !old.EndsWith(Packed, StringComparison.Ordinal)))
            Pack(old);
        var dated = $"{path}.{time.GetUtcNow().UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture)}";
        File.Move(path, dated, overwrite: true);
        try
        {
            await runtime.ReopenLogAsync(containerId, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The runtime still writes into the old file: it must keep its name, or the log would seem to end.
            File.Move(dated, path, overwrite: false);
            throw;
        }
    }

    private static List<string> Rotated(string path)
    {
        // Not by a pattern: "0.log.*" would match "0.log" too, as it did on DOS.
        var found = Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Where(name => name.StartsWith(path + ".", StringComparison.Ordinal)).ToList();
        foreach (var unfinished in found.Where(name => name.EndsWith(Packing, StringComparison.Ordinal)))
            File.Delete(unfinished);
        found.RemoveAll(name => name.EndsWith(Packing, StringComparison.Ordinal));
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Pack(string path)
    {
        var unfinished = path + Packing;
        using (var source = File.OpenRead(path))
        using (var target = new GZipStream(File.Create(unfinished), CompressionLevel.Fastest))
            source.CopyTo(target);
        File.Move(unfinished, path + Packed, overwrite: true);
        File.Delete(path);
    }
}
