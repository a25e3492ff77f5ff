using System.Diagnostics;
using System.Globalization;
using Trireme.Bench.Load.Scenarios;

namespace Trireme.Bench.Load;

/// <summary>Runs the scenarios against each server in turn and prints the table.</summary>
internal static class LoadRun
{
    private static readonly IReadOnlyList<Func<IScenario>> All =
        [() => new CreateScenario(), () => new GetScenario(), () => new ListScenario(), () => new WatchScenario(), () => new ScheduleScenario()];

    public static async Task RunAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        var scenarios = All.Select(make => make()).Where(scenario => options.Scenarios.Contains(scenario.Name)).Select(scenario => scenario.Name).ToList();
        if (scenarios.Count != options.Scenarios.Count)
            throw new ArgumentException($"there is no scenario {string.Join(", ", options.Scenarios.Except(scenarios))}");
        Console.WriteLine($"{"scenario",-10} {"server",-12} {"ops",7} {"ops/s",10} {"p50 ms",9} {"p99 ms",9} {"CPU ms/op",10} {"peak MB",8}");
        foreach (var name in scenarios)
            await CompareAsync(name, options, cancellationToken);
    }

    private static async Task CompareAsync(string name, LoadOptions options, CancellationToken cancellationToken)
    {
        var best = new Measurement?[options.Targets.Count];
        var contexts = new List<(LoadContext Context, IScenario Scenario)>();
        try
        {
            foreach (var target in options.Targets)
            {
                var scenario = All.Select(make => make()).First(candidate => candidate.Name == name);
                var context = await LoadContext.OpenAsync(target, options, cancellationToken);
                contexts.Add((context, scenario));
                await scenario.PrepareAsync(context, cancellationToken);
            }
            // Rounds alternate between the servers: noise of the machine meets both.
            for (var round = 0; round < options.Rounds; round++)
            {
                for (var index = 0; index < contexts.Count; index++)
                {
                    var measured = await MeasureAsync(contexts[index].Context, contexts[index].Scenario, round, cancellationToken);
                    if (best[index] is not { } before || measured.Throughput > before.Throughput)
                        best[index] = measured with { PeakBytes = Math.Max(measured.PeakBytes, best[index]?.PeakBytes ?? 0) };
                }
            }
        }
        finally
        {
            foreach (var (context, scenario) in contexts)
            {
                if (scenario is IAsyncDisposable disposable)
                    await disposable.DisposeAsync();
                await context.DisposeAsync();
            }
        }
        for (var index = 0; index < best.Length; index++)
            Print(name, options.Targets[index].Name, best[index]!);
        if (best is [{ } first, { } second])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{"",-10} {"ratio",-12} {"",7} {first.Throughput / second.Throughput,9:F2}x {first.Percentile(0.5) / second.Percentile(0.5),8:F2}x {first.Percentile(0.99) / second.Percentile(0.99),8:F2}x {first.CpuMilliseconds / second.CpuMilliseconds,9:F2}x {first.PeakBytes / second.PeakBytes,7:F2}x"));
        }
    }

    private static async Task<Measurement> MeasureAsync(LoadContext context, IScenario scenario, int round, CancellationToken cancellationToken)
    {
        var (cpuBefore, peak) = await context.Usage.ReadAsync(cancellationToken);
        using var sampling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampler = SampleAsync(context, peak, sampling.Token);
        var started = Stopwatch.GetTimestamp();
        var latencies = await scenario.RunAsync(context, round, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await sampling.CancelAsync();
        var (cpuAfter, resident) = await context.Usage.ReadAsync(cancellationToken);
        Array.Sort(latencies);
        return new Measurement(latencies.Length, elapsed, latencies, cpuAfter - cpuBefore, Math.Max(resident, await sampler));
    }

    private static async Task<double> SampleAsync(LoadContext context, double peak, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
                peak = Math.Max(peak, (await context.Usage.ReadAsync(cancellationToken)).ResidentBytes);
            }
        }
        catch (OperationCanceledException)
        {
            return peak;
        }
    }

    private static void Print(string scenario, string server, Measurement measured) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario,-10} {server,-12} {measured.Operations,7} {measured.Throughput,10:F0} {measured.Percentile(0.5),9:F2} {measured.Percentile(0.99),9:F2} {measured.CpuMilliseconds,10:F3} {measured.PeakBytes / 1e6,8:F0}"));
}
