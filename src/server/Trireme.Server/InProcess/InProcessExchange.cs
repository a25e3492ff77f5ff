using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Trireme.Client.Transport;
using Trireme.Server.Auth;
using Trireme.Server.Http;

namespace Trireme.Server.InProcess;

/// <summary>One request and its response, the server's side and the client's side of it joined by a pipe.</summary>
internal sealed class InProcessExchange : IHttpRequestLifetimeFeature, IDisposable
{
    // As much as a socket's buffers hold; the writer waits from there on.
    private static readonly PipeOptions Buffers = new(pauseWriterThreshold: 512 << 10, resumeWriterThreshold: 256 << 10, useSynchronizationContext: false);

    private readonly TaskCompletionSource<ApiResponse> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _aborted = new();
    private readonly Pipe _pipe = new(Buffers);
    private readonly DefaultHttpContext _http;
    private readonly InProcessResponse _response;
    private readonly CancellationToken _caller;
    private CancellationTokenRegistration _callerLeft;
    private volatile bool _broken;

    /// <summary>Prepares a request.</summary>
    public InProcessExchange(ApiRequest request, UserInfo user, CancellationToken cancellationToken)
    {
        _caller = cancellationToken;
        _response = new InProcessResponse(_pipe.Writer, OnStarted);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestFeature(request));
        features.Set<IHttpResponseFeature>(_response);
        features.Set<IHttpResponseBodyFeature>(_response);
        features.Set<IHttpRequestLifetimeFeature>(this);
        features.Set(user);
        _http = new DefaultHttpContext(features);
    }

    public CancellationToken RequestAborted
    {
        get => _aborted.Token;
        set => throw new NotSupportedException("the exchange owns its own end");
    }

    /// <summary>The server's side breaks the exchange off: the client's side sees a broken connection.</summary>
    public void Abort()
    {
        _broken = true;
        _aborted.Cancel();
    }

    /// <summary>Runs the request; done when status and headers are there.</summary>
    public Task<ApiResponse> RunAsync(RequestPipeline pipeline)
    {
        _callerLeft = _caller.UnsafeRegister(static exchange => ((InProcessExchange)exchange!).Leave(), this);
        _ = Task.Run(() => ServeAsync(pipeline), CancellationToken.None);
        return _headers.Task;
    }

    /// <summary>The client's side is done with the response, whole or not.</summary>
    public void Dispose() => Leave();

    private void Leave()
    {
        _aborted.Cancel();
        _headers.TrySetCanceled(_caller.IsCancellationRequested ? _caller : new CancellationToken(true));
    }

    private async Task ServeAsync(RequestPipeline pipeline)
    {
        Exception? fault = null;
        try
        {
            await pipeline.HandleAsync(_http).ConfigureAwait(false);
            await _response.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            fault = error;
        }
        if (_broken)
            fault = new IOException("the server has cut the connection");
        await _pipe.Writer.CompleteAsync(fault).ConfigureAwait(false);
        if (fault is not null)
            _headers.TrySetException(fault as IOException ?? new IOException(fault.Message, fault));
        await _callerLeft.DisposeAsync().ConfigureAwait(false);
    }

    private void OnStarted()
    {
        var warnings = new List<string>();
        foreach (var header in _response.Headers["Warning"])
        {
            if (header is not null)
                warnings.Add(WarningText(header));
        }
        var response = new ApiResponse(
            _response.StatusCode, _response.Headers.ContentType.ToString(), new InProcessBody(_pipe.Reader, _aborted.Token), this)
        { Warnings = warnings };
        _headers.TrySetResult(response);
    }

    private static string WarningText(string header)
    {
        // 299 - "text", with backslashes before quotes and backslashes
        var start = header.IndexOf('"', StringComparison.Ordinal);
        if (start < 0 || header.Length < start + 2)
            return header;
        var text = new System.Text.StringBuilder(header.Length);
        for (var i = start + 1; i < header.Length - 1; i++)
        {
            if (header[i] == '\\' && i + 1 < header.Length - 1)
                i++;
            text.Append(header[i]);
        }
        return text.ToString();
    }

    private static HttpRequestFeature RequestFeature(ApiRequest request)
    {
        var query = request.PathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? request.PathAndQuery : request.PathAndQuery[..query];
        var feature = new HttpRequestFeature
        {
            Method = request.Method,
            Protocol = "HTTP/2",
            Scheme = "https",
            RawTarget = request.PathAndQuery,
            Path = Uri.UnescapeDataString(path),
            QueryString = query < 0 ? "" : request.PathAndQuery[query..],
            Body = request.Body.IsEmpty ? Stream.Null : new MemoryStream(request.Body.ToArray(), writable: false),
        };
        feature.Headers.Accept = request.Accept;
        feature.Headers.Host = "in-process";
        feature.Headers.UserAgent = "trireme/in-process";
        feature.Headers.ContentLength = request.Body.Length;
        if (!request.Body.IsEmpty)
            feature.Headers.ContentType = request.ContentType;
        return feature;
    }
}
