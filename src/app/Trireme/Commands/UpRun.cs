using System.Globalization;
using Trireme.Examples;
using Trireme.Hosting;

namespace Trireme.Commands;

/// <summary>One run of <c>trireme up</c> or <c>trireme server</c>.</summary>
internal sealed class UpRun
{
    /// <summary>What is asked of the cluster.</summary>
    public required UpOptions Options { get; init; }

    /// <summary>Whether the cluster goes on in the background.</summary>
    public bool Detach { get; init; }

    /// <summary>The example to run; null for none.</summary>
    public string? Example { get; init; }

    /// <summary>Where a background process shows its steps.</summary>
    public string? ProgressFile { get; init; }

    /// <summary><c>up</c> or <c>server</c>.</summary>
    public required string CommandName { get; init; }

    /// <summary>Runs; returns the exit code.</summary>
    public async Task<int> RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var paths = new ClusterPaths(Options.DataDirectory);
            if (ProgressFile is not null)
                return await ServeAsync(paths, ProgressFile, time, cancellationToken).ConfigureAwait(false);
            if (Example is not null)
                ExampleCatalog.Require(Example);
            if (RunningProcess.Find(paths) is { } running)
            {
                Console.WriteLine($"the cluster in {paths.Data} is running already (process {running.ProcessId})");
                await ShowAsync(paths, time, cancellationToken).ConfigureAwait(false);
                return 0;
            }
            if (Detach)
            {
                await BackgroundProcess.StartAsync(paths, Arguments(paths), time, cancellationToken).ConfigureAwait(false);
                await ShowAsync(paths, time, cancellationToken).ConfigureAwait(false);
                return 0;
            }
            return await ServeAsync(paths, null, time, cancellationToken).ConfigureAwait(false);
        }
        catch (StartException error)
        {
            await Console.Error.WriteLineAsync($"trireme: {error.Message}").ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 130;
        }
    }

    private static async Task WaitForSignalAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C or SIGTERM.
        }
    }

    private async Task<int> ServeAsync(ClusterPaths paths, string? progressFile, TimeProvider time, CancellationToken cancellationToken)
    {
        var output = progressFile is null ? Console.Out : new StreamWriter(progressFile, append: false);
        var progress = new StartProgress(output, time);
        Cluster cluster;
        try
        {
            cluster = await Cluster.StartAsync(Options, progress, time, cancellationToken).ConfigureAwait(false);
        }
        catch (StartException error) when (progressFile is not null)
        {
            await output.WriteLineAsync(BackgroundProcess.FailureMark + error.Message).ConfigureAwait(false);
            await output.DisposeAsync().ConfigureAwait(false);
            return 1;
        }
        await using (cluster.ConfigureAwait(false))
        {
            if (progressFile is null)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready in {progress.Elapsed.TotalSeconds:F1} s"));
                await ShowAsync(paths, time, cancellationToken).ConfigureAwait(false);
                Console.WriteLine("press Ctrl-C to stop; containers go on running ('trireme down' ends them)");
            }
            else
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{BackgroundProcess.ReadyMark}{progress.Elapsed.TotalSeconds:F1}")).ConfigureAwait(false);
                await output.DisposeAsync().ConfigureAwait(false);
            }
            await WaitForSignalAsync(cancellationToken).ConfigureAwait(false);
        }
        return 0;
    }

    // What to do with the cluster that runs now, and the example if one was asked for.
    private async Task ShowAsync(ClusterPaths paths, TimeProvider time, CancellationToken cancellationToken)
    {
        Console.WriteLine();
        Console.WriteLine($"  export KUBECONFIG={paths.Kubeconfig}");
        Console.WriteLine("  kubectl get nodes        (or, without kubectl: ./trireme get nodes)");
        Console.WriteLine();
        if (Example is not null)
            await new ExampleRun(Example, paths, Console.Out, time).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private List<string> Arguments(ClusterPaths paths)
    {
        var arguments = new List<string> { CommandName, "--data-dir", paths.Data, "--progress-file", paths.Progress };
        Add("--api-port", Options.ApiPort?.ToString(CultureInfo.InvariantCulture));
        Add("--advertise-address", Options.AdvertiseAddress);
        Add("--pod-cidr", Options.PodCidr);
        Add("--service-cidr", Options.ServiceCidr);
        Add("--node-port", Options.NodePort?.ToString(CultureInfo.InvariantCulture));
        Add("--node-name", Options.NodeName);
        Add("--container-runtime-endpoint", Options.RuntimeEndpoint);
        if (Options.NoInstall)
            arguments.Add("--no-install");
        return arguments;

        void Add(string option, string? value)
        {
            if (value is not null)
                arguments.AddRange([option, value]);
        }
    }
}
