using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;
using Trireme.Client.Transport;

namespace Trireme.Tests.Unit.Client;

/// <summary>A transport whose answers a test writes: each request waits until the test has taken it with <see cref="NextAsync"/> and answered.</summary>
internal sealed class ScriptedTransport : IApiTransport
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var call = new Call(request);
        await _calls.Writer.WriteAsync(call, cancellationToken);
        return await call.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The next request.</summary>
    public ValueTask<Call> NextAsync(CancellationToken cancellationToken) => _calls.Reader.ReadAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal sealed class Call(ApiRequest request)
    {
        public ApiRequest Request { get; } = request;

        public TaskCompletionSource<ApiResponse> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Body => Encoding.UTF8.GetString(Request.Body.Span);

        public void Reply(int code, string json) =>
            Answer.SetResult(new ApiResponse(code, "application/json", new MemoryStream(Encoding.UTF8.GetBytes(json))));

        public void Fail(string message) => Answer.SetException(new IOException(message));

        /// <summary>Answers with a stream of events.</summary>
        public Stream Stream()
        {
            var pipe = new Pipe();
            Answer.SetResult(new ApiResponse(200, "application/json", pipe.Reader.AsStream()));
            return pipe.Writer.AsStream();
        }
    }
}
