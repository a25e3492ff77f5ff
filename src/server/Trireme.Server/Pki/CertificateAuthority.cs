using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trireme.Server.Pki;

/// <summary>Signs certificates with the cluster's authority. Thread-safe.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <summary>Clocks of a cluster differ: a new certificate is valid a little earlier than now.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);

    private readonly Lock _gate = new();
    private readonly X509Certificate2 _certificate;
    private readonly ECDsa _key;
    private readonly TimeProvider _time;

    public CertificateAuthority(X509Certificate2 certificate, ECDsa key, TimeProvider time)
    {
        _certificate = certificate;
        _key = key;
        _time = time;
    }

    /// <summary>The authority's own certificate, without its key.</summary>
    public X509Certificate2 Certificate => _certificate;

    /// <summary>Makes the authority's certificate for a key.</summary>
    public static X509Certificate2 SelfSign(ECDsa key, TimeProvider time)
    {
        var request = new CertificateRequest("CN=kubernetes", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        using var signed = request.CreateSelfSigned(now - ClockSkew, now + AuthorityLifetime);
        return X509CertificateLoader.LoadCertificate(signed.RawData);
    }

    /// <summary>Signs a certificate for a client: the common name is the user, each organization a group.</summary>
    public X509Certificate2 SignClient(PublicKey key, string commonName, IEnumerable<string> groups, TimeSpan validity) =>
        Sign(key, Subject(commonName, groups), null, [ClientAuthentication], X509KeyUsageFlags.DigitalSignature, validity);

    /// <summary>Signs a certificate for a server.</summary>
    public X509Certificate2 SignServing(PublicKey key, string commonName, IEnumerable<string> groups, SubjectNames names, TimeSpan validity) =>
        Sign(key, Subject(commonName, groups), names.ToExtension(), [ServerAuthentication], X509KeyUsageFlags.DigitalSignature, validity);

    /// <summary>Signs what a request asks for, with the usages that were approved.</summary>
    public X509Certificate2 SignRequested(CertificateRequest request, IEnumerable<string> usages, TimeSpan validity)
    {
        var flags = X509KeyUsageFlags.None;
        var enhanced = new List<string>();
        foreach (var usage in usages)
        {
            switch (usage)
            {
                case "signing" or "digital signature": flags |= X509KeyUsageFlags.DigitalSignature; break;
                case "content commitment": flags |= X509KeyUsageFlags.NonRepudiation; break;
                case "key encipherment": flags |= X509KeyUsageFlags.KeyEncipherment; break;
                case "data encipherment": flags |= X509KeyUsageFlags.DataEncipherment; break;
                case "key agreement": flags |= X509KeyUsageFlags.KeyAgreement; break;
                case "server auth": enhanced.Add(ServerAuthentication); break;
                case "client auth": enhanced.Add(ClientAuthentication); break;
            }
        }
        var names = request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return Sign(request.PublicKey, request.SubjectName, names, enhanced, flags, validity);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private static X500DistinguishedName Subject(string commonName, IEnumerable<string> groups)
    {
        var builder = new X500DistinguishedNameBuilder(); // it encodes the last first
        builder.Add(CommonName, commonName, System.Formats.Asn1.UniversalTagNumber.UTF8String);
        foreach (var group in groups.Reverse())
            builder.Add(Organization, group, System.Formats.Asn1.UniversalTagNumber.UTF8String);
        return builder.Build();
    }

    private X509Certificate2 Sign(
        PublicKey key, X500DistinguishedName subject, X509Extension? names, List<string> enhanced, X509KeyUsageFlags usage, TimeSpan validity)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (usage != X509KeyUsageFlags.None)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        if (enhanced.Count > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. enhanced.Select(oid => new Oid(oid))], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (names is not null)
            request.CertificateExtensions.Add(names);

        var now = _time.GetUtcNow();
        var from = Later(now - ClockSkew, new DateTimeOffset(_certificate.NotBefore.ToUniversalTime()));
        var until = Earlier(now + validity, new DateTimeOffset(_certificate.NotAfter.ToUniversalTime()));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7F; // a serial number is positive
        lock (_gate)
            return request.Create(_certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), from, until, serial);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
