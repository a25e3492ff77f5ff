using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trireme.Server.Pki;

/// <summary>Chains that end at the cluster's own authority and nowhere else: neither the system's trust nor the network is asked.</summary>
internal static class ClientCertificateChain
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>A chain to build with, as of a moment.</summary>
    public static X509Chain New(X509Certificate2 authority, DateTimeOffset now)
    {
        var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(authority);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTimeIgnored = false;
        policy.VerificationTime = now.UtcDateTime;
        return chain;
    }

    /// <summary>A chain for certificates that clients show.</summary>
    public static X509Chain ForClients(X509Certificate2 authority, DateTimeOffset now)
    {
        var chain = New(authority, now);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain;
    }
}
