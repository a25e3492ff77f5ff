using Trireme.Api.Core.V1;

namespace Trireme.Node.Probes;

/// <summary>A URL to ask for.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">The address.</param>
/// <param name="Port">The port.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Headers">Headers to send.</param>
internal sealed record HttpProbeRequest(string Scheme, string Host, int Port, string Path, IReadOnlyList<HTTPHeader> Headers)
{
    /// <summary>The request that a Pod's spec describes; null where its port has no number.</summary>
    public static HttpProbeRequest? For(HTTPGetAction action, Container container, string podAddress)
    {
        if (ProbePort.Resolve(action.Port, container) is not { } port)
            return null;
        var path = action.Path ?? "/";
        return new HttpProbeRequest(
            action.Scheme?.ToLowerInvariant() ?? "http",
            string.IsNullOrEmpty(action.Host) ? podAddress : action.Host,
            port,
            path.StartsWith('/') ? path : "/" + path,
            action.HttpHeaders ?? []);
    }

    /// <summary>The address to ask; null where host or path do not make one.</summary>
    public Uri? Url => Uri.TryCreate(Text, UriKind.Absolute, out var url) ? url : null;

    /// <summary>The address as messages show it, always with its port.</summary>
    public string Text => $"{Scheme}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}{Path}";
}
