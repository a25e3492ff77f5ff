namespace Trireme.Server.Proxying;

/// <summary>Where a request is passed on to.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">A name or address, without brackets.</param>
/// <param name="Port">The port.</param>
/// <param name="PathAndQuery">The escaped path with its query.</param>
/// <param name="Node">The node whose agent is expected there; null for anything else, whose certificate nobody can know.</param>
internal sealed record ProxyTarget(string Scheme, string Host, int Port, string PathAndQuery, string? Node)
{
    /// <summary>The host as URLs and Host headers write it.</summary>
    public string Authority => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>The whole URL.</summary>
    public string Url => $"{Scheme}://{Authority}{PathAndQuery}";
}
