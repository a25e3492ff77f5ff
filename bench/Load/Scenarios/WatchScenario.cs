using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Buffers;
using Trireme.Client.Transport;

namespace Trireme.Bench.Load.Scenarios;

/// <summary>Many watches see every write; an operation is one event at one watcher, its latency counts from the write's start.</summary>
internal sealed class WatchScenario : IScenario, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _written = new();
    private readonly ConcurrentBag<double> _latencies = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _watchers = [];
    private int _seen;

    public string Name => "watch";

    public async Task PrepareAsync(LoadContext context, CancellationToken cancellationToken)
    {
        for (var watcher = 0; watcher < context.Options.Watchers; watcher++)
        {
            var response = await context.Transport.SendAsync(
                new ApiRequest("GET", $"/api/v1/namespaces/{context.Namespace}/configmaps?watch=true&labelSelector=load"), cancellationToken);
            if (response.StatusCode != 200)
                throw new IOException($"{context.Target.Name} refuses a watch with code {response.StatusCode}");
            _watchers.Add(Task.Run(() => ReadAsync(response), CancellationToken.None));
        }
    }

    public async Task<double[]> RunAsync(LoadContext context, int round, CancellationToken cancellationToken)
    {
        _latencies.Clear();
        Volatile.Write(ref _seen, 0);
        await LoadContext.ManyAsync(context.Options.Writes, 4, index =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"w{round}-{index}");
            _written[name] = Stopwatch.GetTimestamp();
            return context.PostAsync($"/api/v1/namespaces/{context.Namespace}/configmaps", context.ConfigMap(name), cancellationToken);
        });
        var expected = context.Options.Writes * context.Options.Watchers;
        var started = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _seen) < expected)
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
                throw new IOException($"{context.Target.Name} sent {_seen} of {expected} events within a minute");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
        }
        return [.. _latencies];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watchers);
        _stop.Dispose();
    }

    private async Task ReadAsync(ApiResponse response)
    {
        await using (response)
        {
            var reader = PipeReader.Create(response.Body);
            try
            {
                while (true)
                {
                    var read = await reader.ReadAsync(_stop.Token);
                    var buffer = read.Buffer;
                    while (buffer.PositionOf((byte)'\n') is { } end)
                    {
                        Count(buffer.Slice(0, end));
                        buffer = buffer.Slice(buffer.GetPosition(1, end));
                    }
                    reader.AdvanceTo(buffer.Start, buffer.End);
                    if (read.IsCompleted)
                        return;
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The run is over.
            }
        }
    }

    // Only the name is looked for: the client must not be the bottleneck.
    private void Count(ReadOnlySequence<byte> line)
    {
        var start = line.Slice(0, Math.Min(line.Length, 400)).ToArray();
        var at = start.AsSpan().IndexOf("\"name\":\"w"u8);
        if (at < 0)
            return;
        var rest = start.AsSpan(at + 8);
        var name = Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
        if (!_written.TryGetValue(name, out var written))
            return;
        _latencies.Add(Stopwatch.GetElapsedTime(written).TotalMilliseconds);
        Interlocked.Increment(ref _seen);
    }
}
