using System.Threading.Channels;
using Trireme.Api.Core.V1;

namespace Trireme.Client.Events;

/// <summary>
/// Writes events of all recorders made by it, one at a time, on its own task. Like events become one with a count, many similar ones become
/// one summary, and an object that talks too much is silenced (<see cref="EventCorrelator"/>). The queue holds 1000 events; what comes
/// when it is full is dropped and counted. Thread-safe.
/// </summary>
public sealed class EventBroadcaster : IEventSource, IAsyncDisposable
{
    private const int QueueCapacity = 1000;
    private const int Tries = 12;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(10);

    private readonly Channel<Event> _queue;
    private readonly EventCorrelator _correlator;
    private readonly EventWriter _writer;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _dropped;

    /// <summary>A broadcaster that runs until it is disposed.</summary>
    public EventBroadcaster(ApiClient client, TimeProvider time)
    {
        _time = time;
        _correlator = new EventCorrelator(time);
        _writer = new EventWriter(client);
        _queue = Channel.CreateBounded<Event>(
            new BoundedChannelOptions(QueueCapacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _running = Task.Run(RunAsync);
    }

    /// <summary>Events that were dropped because the queue was full or the server refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public IEventRecorder Recorder(string component, string? host = null) => new EventRecorder(component, host, _time, Enqueue);

    /// <summary>Writes what is queued, for at most a second, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_queue.Writer.TryComplete())
            return;
        try
        {
            await _running.WaitAsync(TimeSpan.FromSeconds(1), _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The server is away: what is still queued is lost, as events may be.
        }
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private void Enqueue(Event value) => _queue.Writer.TryWrite(value);

    private async Task RunAsync()
    {
        await foreach (var reported in _queue.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            if (_correlator.Correlate(reported) is not { } wanted)
                continue;
            if (await WriteAsync(wanted).ConfigureAwait(false) is { } written)
                _correlator.Written(wanted, written);
            else
                Interlocked.Increment(ref _dropped);
        }
    }

    private async Task<Event?> WriteAsync(CorrelatedEvent wanted)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await _writer.WriteAsync(wanted, _stop.Token).ConfigureAwait(false);
                // A refusal is final: the namespace is going away, or the event is not allowed. A busy server gets another try.
                if (result.IsSuccess || result.Error.Code is not (429 or >= 500))
                    return result.Value;
            }
            catch (IOException)
            {
                // The server is away; it may come back.
            }
            if (attempt == Tries)
                return null;
            await Task.Delay(BetweenTries, _time, _stop.Token).ConfigureAwait(false);
        }
    }
}
