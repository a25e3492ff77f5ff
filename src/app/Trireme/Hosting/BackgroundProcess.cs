using System.Diagnostics;

namespace Trireme.Hosting;

/// <summary>Starts this program again in a session of its own, shows its steps, and returns when it is ready.</summary>
internal static class BackgroundProcess
{
    /// <summary>Begins the last line of a start that went well; the seconds follow.</summary>
    public const string ReadyMark = "ready:";

    /// <summary>Begins the last line of a start that failed; the reason follows.</summary>
    public const string FailureMark = "failed:";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts the program and waits until it is ready.</summary>
    /// <exception cref="StartException">It failed; the message has the reason and the log.</exception>
    public static async Task StartAsync(ClusterPaths paths, IReadOnlyList<string> arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(paths.Data);
            await File.WriteAllTextAsync(paths.Progress, "", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{paths.Data} cannot be written: {error.Message}", error);
        }
        // setsid: neither a closed terminal nor a signal to the caller's group ends it.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec setsid \"$@\" >>\"$TRIREME_LOG\" 2>&1 </dev/null", "sh", Environment.ProcessPath!, .. Self(), .. arguments])
        {
            Environment = { ["TRIREME_LOG"] = paths.Log },
        };
        using var process = Process.Start(start)!;
        using var steps = new StreamReader(new FileStream(paths.Progress, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (true)
        {
            var ended = process.HasExited;
            while (await steps.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line.StartsWith(ReadyMark, StringComparison.Ordinal))
                {
                    Console.WriteLine($"ready in {line[ReadyMark.Length..]} s; log: {paths.Log}");
                    return;
                }
                if (line.StartsWith(FailureMark, StringComparison.Ordinal))
                    throw new StartException(line[FailureMark.Length..]);
                Console.WriteLine(line);
            }
            if (ended)
                throw new StartException($"the cluster's process ended before it was ready; its last words are in {paths.Log}: {LastLine(paths.Log)}");
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // With "dotnet trireme.dll" the program is the first argument of its own command line.
    private static IEnumerable<string> Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    private static string LastLine(string file)
    {
        try
        {
            return File.ReadLines(file).LastOrDefault(line => line.Length > 0) ?? "(nothing)";
        }
        catch (IOException)
        {
            return "(no log)";
        }
    }
}
