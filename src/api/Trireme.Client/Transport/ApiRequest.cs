namespace Trireme.Client.Transport;

/// <summary>A request to an API server.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="PathAndQuery">Such as <c>/api/v1/pods?watch=true</c>, escaped.</param>
public sealed record ApiRequest(string Method, string PathAndQuery)
{
    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>What the client wants back.</summary>
    public string Accept { get; init; } = "application/json";
}
