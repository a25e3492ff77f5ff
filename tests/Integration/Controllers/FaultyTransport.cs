using Trireme.Client.Transport;

namespace Trireme.Tests.Integration.Controllers;

/// <summary>A transport on which requests fail before they are sent, and watches break off or are held back.</summary>
internal sealed class FaultyTransport(IApiTransport inner, Random random, double failures) : IApiTransport
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _held;

    /// <summary>How many requests failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Holds back what watches of such paths bring until it is disposed.</summary>
    public IDisposable Hold(string path)
    {
        lock (_gate)
        {
            HeldPath = path;
            _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new Release(this);
        }
    }

    private string? HeldPath { get; set; }

    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var watch = request.PathAndQuery.Contains("watch=true", StringComparison.Ordinal);
        int bytes;
        lock (_gate)
        {
            if (random.NextDouble() < failures)
            {
                Failed++;
                throw new IOException("the connection broke, as the test wants");
            }
            bytes = watch && failures > 0 ? random.Next(2_000, 40_000) : int.MaxValue;
        }
        var response = await inner.SendAsync(request, cancellationToken);
        return watch && response.StatusCode == 200
            ? new ApiResponse(response.StatusCode, response.ContentType, new FaultyBody(this, request.PathAndQuery, response.Body, bytes), null)
            : response;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Task HeldAsync(string path)
    {
        lock (_gate)
            return HeldPath is not null && path.StartsWith(HeldPath, StringComparison.Ordinal) && _held is not null ? _held.Task : Task.CompletedTask;
    }

    private sealed class Release(FaultyTransport owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._held?.TrySetResult();
                owner.HeldPath = null;
            }
        }
    }

    private sealed class FaultyBody(FaultyTransport owner, string path, Stream inner, int bytes) : Stream
    {
        private int _left = bytes;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left <= 0)
                throw new IOException("the watch broke, as the test wants");
            var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
            await owner.HeldAsync(path).WaitAsync(cancellationToken);
            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
