namespace Trireme.Server.Http;

/// <summary>Tells requests that run as long as the client likes from those that end by themselves.</summary>
internal static class LongRunning
{
    /// <summary>Whether a request is a watch or a stream.</summary>
    public static bool Is(RequestInfo info) =>
        info.Verb == "watch" || (info.IsResource && info.Subresource is "log" or "exec" or "attach" or "portforward" or "proxy");
}
