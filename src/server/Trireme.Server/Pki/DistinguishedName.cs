using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trireme.Server.Pki;

/// <summary>What Kubernetes reads from the subject of a certificate: the common name is the user, the organizations are groups.</summary>
/// <param name="CommonName">The last common name; empty where there is none.</param>
/// <param name="Organizations">All organizations, also those that share one set as Go writes them.</param>
internal sealed record DistinguishedName(string CommonName, IReadOnlyList<string> Organizations)
{
    private const string CommonNameOid = "2.5.4.3";
    private const string OrganizationOid = "2.5.4.10";

    /// <summary>Parses a subject.</summary>
    /// <exception cref="CryptographicException">The subject is damaged.</exception>
    public static DistinguishedName Parse(X500DistinguishedName name)
    {
        var commonName = "";
        var organizations = new List<string>();
        try
        {
            var sets = new AsnReader(name.RawData, AsnEncodingRules.DER).ReadSequence();
            while (sets.HasData)
            {
                var set = sets.ReadSetOf(skipSortOrderValidation: true);
                while (set.HasData)
                {
                    var pair = set.ReadSequence();
                    var type = pair.ReadObjectIdentifier();
                    if (type is not (CommonNameOid or OrganizationOid))
                        continue;
                    var text = pair.ReadCharacterString((UniversalTagNumber)pair.PeekTag().TagValue);
                    if (type == CommonNameOid)
                        commonName = text;
                    else
                        organizations.Add(text);
                }
            }
        }
        catch (Exception error) when (error is AsnContentException or ArgumentException)
        {
            throw new CryptographicException("the subject of the certificate is damaged", error);
        }
        return new DistinguishedName(commonName, organizations);
    }
}
