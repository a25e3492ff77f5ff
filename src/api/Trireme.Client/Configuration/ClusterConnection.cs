using System.Security.Cryptography.X509Certificates;

namespace Trireme.Client.Configuration;

/// <summary>How to reach an API server over the network and who to be there. Immutable.</summary>
public sealed record ClusterConnection
{
    /// <summary>The server, such as <c>https://127.0.0.1:6443</c>; a path is put before all requests.</summary>
    public required Uri Server { get; init; }

    /// <summary>The roots to trust; null for those of the machine.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>Whether the server's certificate is not checked at all.</summary>
    public bool SkipVerification { get; init; }

    /// <summary>The name to expect in the server's certificate; null for the host of <see cref="Server"/>.</summary>
    public string? ServerName { get; init; }

    /// <summary>The client's certificate with its private key.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>A bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>A file with a bearer token, read again from time to time; it counts before <see cref="Token"/>.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The namespace of requests that do not name one.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>What the client calls itself.</summary>
    public string UserAgent { get; init; } = "trireme";

    /// <summary>How long opening a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
