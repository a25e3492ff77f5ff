using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trireme.Server.InProcess;

/// <summary>The server's side of a response: starts it with the first byte that is flushed, or at the end.</summary>
internal sealed class InProcessResponse : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private readonly Action _started;
    private readonly StartingPipeWriter _writer;
    private List<(Func<object, Task> Callback, object State)>? _starting;
    private List<(Func<object, Task> Callback, object State)>? _completed;

    /// <summary>A response into a pipe.</summary>
    public InProcessResponse(PipeWriter pipe, Action started)
    {
        _started = started;
        _writer = new StartingPipeWriter(pipe, StartAsync);
        Stream = _writer.AsStream(leaveOpen: true);
    }

    public int StatusCode { get; set; } = 200;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get => Stream; set => throw new NotSupportedException("the body is a pipe"); }

    public bool HasStarted { get; private set; }

    public Stream Stream { get; }

    public PipeWriter Writer => _writer;

    public void OnStarting(Func<object, Task> callback, object state) => (_starting ??= []).Add((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => (_completed ??= []).Add((callback, state));

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return;
        HasStarted = true;
        for (var i = (_starting?.Count ?? 0) - 1; i >= 0; i--)
            await _starting![i].Callback(_starting[i].State).ConfigureAwait(false);
        _started();
    }

    public async Task CompleteAsync()
    {
        await StartAsync().ConfigureAwait(false);
        await _writer.FlushAsync().ConfigureAwait(false);
        for (var i = (_completed?.Count ?? 0) - 1; i >= 0; i--)
            await _completed![i].Callback(_completed[i].State).ConfigureAwait(false);
    }

    public void DisableBuffering()
    {
        // There is none beyond the pipe's.
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("the server sends no files");
}
