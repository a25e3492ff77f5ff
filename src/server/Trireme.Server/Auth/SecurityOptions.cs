using Trireme.Server.Auth.Tokens;

namespace Trireme.Server.Auth;

/// <summary>How the server decides who may do what. Immutable.</summary>
internal sealed record SecurityOptions
{
    /// <summary>How service-account tokens are made.</summary>
    public ServiceAccountTokenOptions Tokens { get; init; } = new();

    /// <summary>What follows from a server's options.</summary>
    public static SecurityOptions For(ApiServerOptions options) =>
        new() { Tokens = new ServiceAccountTokenOptions { Issuer = $"https://kubernetes.default.svc.{options.ClusterDomain}" } };
}
