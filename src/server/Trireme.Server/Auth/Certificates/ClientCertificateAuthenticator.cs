using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trireme.Server.Pki;

namespace Trireme.Server.Auth.Certificates;

/// <summary>
/// Knows users by the certificate that they show: signed by the cluster's authority for clients, valid now; its common name is the user and
/// its organizations are the groups. Thread-safe.
/// </summary>
internal sealed class ClientCertificateAuthenticator(X509Certificate2 authority, TimeProvider time)
{
    private const string CredentialId = "authentication.kubernetes.io/credential-id";

    // A connection keeps one certificate object for its life: the chain is built once per connection and forgotten with it.
    private readonly ConditionalWeakTable<X509Certificate2, Verdict> _verdicts = [];

    /// <summary>The user; <see cref="Outcome.None"/> where the certificate names none.</summary>
    public Outcome Authenticate(X509Certificate2 certificate)
    {
        var verdict = _verdicts.GetValue(certificate, Judge);
        if (!verdict.Trusted)
            return Outcome.Invalid("x509: certificate signed by unknown authority or not made for clients");
        var now = time.GetUtcNow();
        if (now < verdict.NotBefore || now > verdict.NotAfter)
            return Outcome.Invalid("x509: certificate has expired or is not yet valid");
        return verdict.User is null ? Outcome.None : Outcome.Of(verdict.User);
    }

    private Verdict Judge(X509Certificate2 certificate)
    {
        var from = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());

        // The chain is judged as of a moment at which the certificate was good; whether it is good now is asked at each request.
        var now = time.GetUtcNow();
        var moment = now < from || now > until ? from + ((until - from) / 2) : now;
        using var chain = ClientCertificateChain.ForClients(authority, moment);
        if (!chain.Build(certificate))
            return new Verdict(false, null, from, until);
        foreach (var element in chain.ChainElements)
        {
            if (!ReferenceEquals(element.Certificate, certificate))
                element.Certificate.Dispose();
        }

        DistinguishedName subject;
        try
        {
            subject = DistinguishedName.Parse(certificate.SubjectName);
        }
        catch (CryptographicException)
        {
            return new Verdict(false, null, from, until);
        }
        if (subject.CommonName.Length == 0)
            return new Verdict(true, null, from, until);
        var user = new UserInfo(subject.CommonName, [.. subject.Organizations.Append(UserInfo.Authenticated).Distinct()])
        {
            Extra = new Dictionary<string, IReadOnlyList<string>>
            {
                [CredentialId] = [$"X509SHA256={Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))}"],
            },
        };
        return new Verdict(true, user, from, until);
    }

    private sealed record Verdict(bool Trusted, UserInfo? User, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
}
