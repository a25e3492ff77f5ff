using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trireme.Server.Auth.Tokens;

namespace Trireme.Server.Pki;

/// <summary>
/// The cluster's own authority, the certificates that it has signed for the API server, and the key of service-account tokens.
/// Lives as PEM files in one folder; file names are those of kubeadm. Thread-safe.
/// </summary>
public sealed partial class ClusterPki : IDisposable
{
    private static readonly TimeSpan ServingLifetime = TimeSpan.FromDays(365);

    /// <summary>A certificate is renewed when this much of its life is left, so that months of absence do no harm.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(60);

    private static readonly TimeSpan RenewRetry = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly PkiFolder _folder;
    private readonly CertificateAuthority _authority;
    private readonly SubjectNames _names;
    private readonly TimeProvider _time;
    private X509Certificate2 _serving;
    private X509Certificate2 _kubeletClient;
    private DateTimeOffset _renewAgain;

    private ClusterPki(PkiFolder folder, CertificateAuthority authority, ServiceAccountKey tokens, SubjectNames names, TimeProvider time)
    {
        _folder = folder;
        _authority = authority;
        _names = names;
        _time = time;
        ServiceAccountKey = tokens;
        AuthorityPem = authority.Certificate.ExportCertificatePem() + "\n";
        _serving = LoadServing();
        _kubeletClient = LoadKubeletClient();
    }

    /// <summary>The authority's certificate in PEM, as clients and the <c>kube-root-ca.crt</c> ConfigMap need it.</summary>
    public string AuthorityPem { get; }

    /// <summary>The authority's certificate, without its key.</summary>
    public X509Certificate2 AuthorityCertificate => _authority.Certificate;

    /// <summary>The API server's certificate with its key. Asked for at each handshake: near its end it is renewed by the asking itself.</summary>
    public X509Certificate2 ServingCertificate
    {
        get
        {
            lock (_gate)
                return _serving = Renewed(_serving, LoadServing);
        }
    }

    /// <summary>With what the API server shows itself to node agents, with its key; renewed like the serving certificate.</summary>
    public X509Certificate2 KubeletClientCertificate
    {
        get
        {
            lock (_gate)
                return _kubeletClient = Renewed(_kubeletClient, LoadKubeletClient);
        }
    }

    /// <summary>The key of service-account tokens.</summary>
    internal ServiceAccountKey ServiceAccountKey { get; }

    /// <summary>Reads the folder, and makes what is missing in it.</summary>
    /// <param name="directory">The folder; made with mode 0700 when missing.</param>
    /// <param name="options">Names and addresses of the server.</param>
    /// <param name="time">The clock that validity is measured by.</param>
    /// <exception cref="PkiException">A file is damaged, does not fit its pair, or cannot be read or written.</exception>
    public static ClusterPki LoadOrCreate(string directory, ClusterPkiOptions options, TimeProvider time)
    {
        var folder = new PkiFolder(directory);
        return new ClusterPki(folder, LoadAuthority(folder, time), LoadServiceAccountKey(folder), options.Names(), time);
    }

    /// <summary>Makes a key and a certificate for a client.</summary>
    /// <param name="commonName">The user.</param>
    /// <param name="groups">The user's groups.</param>
    /// <param name="validity">How long it is good for.</param>
    public IssuedCertificate IssueClientCertificate(string commonName, IReadOnlyList<string> groups, TimeSpan validity)
    {
        using var key = NewKey();
        using var certificate = _authority.SignClient(new PublicKey(key), commonName, groups, validity);
        return Issued(certificate, key);
    }

    /// <summary>Makes a key and a certificate for a server, such as a node agent's.</summary>
    public IssuedCertificate IssueServingCertificate(
        string commonName, IReadOnlyList<string> groups, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, TimeSpan validity)
    {
        using var key = NewKey();
        using var certificate = _authority.SignServing(new PublicKey(key), commonName, groups, new SubjectNames(names, addresses), validity);
        return Issued(certificate, key);
    }

    /// <summary>Signs a certificate signing request as it is: whoever calls has approved its subject and names.</summary>
    /// <param name="request">PKCS#10 in DER, or in PEM as CertificateSigningRequests carry it.</param>
    /// <param name="usages">The usages, in Kubernetes' words such as <c>client auth</c>.</param>
    /// <param name="validity">How long it is good for.</param>
    /// <returns>The certificate in PEM; null where the request cannot be parsed or its signature does not fit.</returns>
    public string? SignRequest(ReadOnlyMemory<byte> request, IReadOnlyList<string> usages, TimeSpan validity)
    {
        var parsed = SigningRequest.Parse(request);
        if (parsed is null)
            return null;
        using var certificate = _authority.SignRequested(parsed.Request, usages, validity);
        return certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>
    /// Makes the token of a Secret of type <c>kubernetes.io/service-account-token</c>. It has no end, and is good as long as that Secret holds it
    /// under <c>token</c> and the account lives.
    /// </summary>
    public string SignServiceAccountToken(string ns, string accountName, string accountUid, string secretName) => JsonWebToken.Sign(
        new ServiceAccountClaims
        {
            Issuer = ServiceAccountClaims.LegacyIssuer,
            Subject = ServiceAccountClaims.UserName(ns, accountName),
            Namespace = ns,
            ServiceAccount = new BoundObject(accountName, accountUid),
            Secret = new BoundObject(secretName, ""),
        },
        ServiceAccountKey);

    /// <summary>Forgets the keys in memory.</summary>
    public void Dispose()
    {
        _authority.Dispose();
        ServiceAccountKey.Dispose();
        _serving.Dispose();
        _kubeletClient.Dispose();
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static IssuedCertificate Issued(X509Certificate2 certificate, ECDsa key) =>
        new(certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");

    private X509Certificate2 Renewed(X509Certificate2 certificate, Func<X509Certificate2> load)
    {
        var now = _time.GetUtcNow();
        if (!NearEnd(certificate) || now < _renewAgain)
            return certificate;
        _renewAgain = now + RenewRetry;
        try
        {
            return load();
        }
        catch (PkiException)
        {
            // A full disk must not end the connections of today: the old one is good for weeks, and the next try is soon.
            return certificate;
        }
    }

    private bool NearEnd(X509Certificate2 certificate) =>
        _time.GetUtcNow() + RenewBefore > new DateTimeOffset(certificate.NotAfter.ToUniversalTime())
        && certificate.NotAfter < _authority.Certificate.NotAfter; // what ends with the authority cannot be made longer
}
