namespace Trireme.Client.Transport;

/// <summary>A response of an API server. Dispose it, which also ends a stream that still runs.</summary>
/// <param name="statusCode">The HTTP status code.</param>
/// <param name="contentType">The media type of the body.</param>
/// <param name="body">The body as it arrives.</param>
/// <param name="owner">What to dispose with the response.</param>
public sealed class ApiResponse(int statusCode, string contentType, Stream body, IDisposable? owner = null) : IAsyncDisposable
{
    /// <summary>The HTTP status code.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The media type of the body.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The body as it arrives.</summary>
    public Stream Body { get; } = body;

    /// <summary>Texts of <c>Warning</c> headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync().ConfigureAwait(false);
        owner?.Dispose();
    }
}
