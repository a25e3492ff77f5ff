namespace Trireme.Server.Auth.Tokens;

/// <summary>How service-account tokens are made. Immutable.</summary>
internal sealed record ServiceAccountTokenOptions
{
    /// <summary>The issuer: a URL under which the discovery document is found.</summary>
    public string Issuer { get; init; } = "https://kubernetes.default.svc.cluster.local";

    /// <summary>For whom tokens are meant that name no audience; empty for the issuer.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The longest life of a token, in seconds.</summary>
    public long MaxExpirationSeconds { get; init; } = 365 * 24 * 3600;

    /// <summary>Whether the token that every Pod gets lives a year and only warns after its hour, for programs that never read it again (KEP-1205).</summary>
    public bool ExtendExpiration { get; init; } = true;

    /// <summary>The audiences of the API server.</summary>
    public IReadOnlyList<string> ApiAudiences => Audiences.Count > 0 ? Audiences : [Issuer];
}
