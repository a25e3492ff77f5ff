using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Trireme.Node.Serving;

/// <summary>
/// Lets in who shows a certificate of the cluster's authority with the group system:masters: the API server, which has asked who its own client is.
/// Verdicts are kept for a minute. Thread-safe.
/// </summary>
internal sealed class ClientCertificateCheck(X509Certificate2Collection authorities, TimeProvider time)
{
    private const string MastersGroup = "system:masters";
    private const string OrganizationOid = "2.5.4.10";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int MaximumKept = 256;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (bool Allowed, DateTimeOffset Until)> _verdicts = new(StringComparer.Ordinal);

    /// <summary>Whether its owner may come in.</summary>
    public bool Allows(X509Certificate2? certificate)
    {
        if (certificate is null || authorities.Count == 0)
            return false;
        var now = time.GetUtcNow();
        var key = certificate.Thumbprint;
        if (_verdicts.TryGetValue(key, out var known) && known.Until > now)
            return known.Allowed;
        var allowed = IsTrusted(certificate, now) && Organizations(certificate.SubjectName).Contains(MastersGroup);
        if (_verdicts.Count >= MaximumKept)
            _verdicts.Clear();
        _verdicts[key] = (allowed, now + KeptFor);
        return allowed;
    }

    private bool IsTrusted(X509Certificate2 certificate, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuthentication));
        return chain.Build(certificate);
    }

    private static List<string> Organizations(X500DistinguishedName name)
    {
        var found = new List<string>();
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements)
                found.AddRange(Multiple(part.RawData));
            else if (part.GetSingleElementType().Value == OrganizationOid && part.GetSingleElementValue() is { } value)
                found.Add(value);
        }
        return found;
    }

    private static List<string> Multiple(ReadOnlyMemory<byte> raw)
    {
        var found = new List<string>();
        var set = new AsnReader(raw, AsnEncodingRules.DER).ReadSetOf();
        while (set.HasData)
        {
            var pair = set.ReadSequence();
            var oid = pair.ReadObjectIdentifier();
            var tag = pair.PeekTag();
            if (oid == OrganizationOid && tag.TagClass == TagClass.Universal && (UniversalTagNumber)tag.TagValue is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString)
                found.Add(pair.ReadCharacterString((UniversalTagNumber)tag.TagValue));
        }
        return found;
    }
}
