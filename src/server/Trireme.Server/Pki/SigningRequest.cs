using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Trireme.Server.Pki;

/// <summary>A certificate signing request (PKCS#10) that parses and whose signature fits its key. Immutable.</summary>
internal sealed class SigningRequest
{
    private const string PemLabel = "CERTIFICATE REQUEST";

    private SigningRequest(CertificateRequest request)
    {
        Request = request;
        Subject = DistinguishedName.Parse(request.SubjectName);
        var names = request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        HasNames = names is not null;
        Names = names is null ? new SubjectNames([], []) : new SubjectNames(names.EnumerateDnsNames(), names.EnumerateIPAddresses());
        OtherNames = names is not null && HasOtherNames(names.RawData);
    }

    /// <summary>What was parsed, with the requested extensions.</summary>
    public CertificateRequest Request { get; }

    /// <summary>The subject's common name and organizations.</summary>
    public DistinguishedName Subject { get; }

    /// <summary>Whether names are asked for at all.</summary>
    public bool HasNames { get; }

    /// <summary>The DNS names and addresses that are asked for.</summary>
    public SubjectNames Names { get; }

    /// <summary>Whether names of other kinds are asked for: e-mail addresses, URIs.</summary>
    public bool OtherNames { get; }

    /// <summary>Parses DER or PEM; null where it is neither, or where the signature does not fit.</summary>
    public static SigningRequest? Parse(ReadOnlyMemory<byte> request)
    {
        const CertificateRequestLoadOptions Options = CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions;
        try
        {
            var parsed = request.Span.StartsWith("-----"u8)
                ? CertificateRequest.LoadSigningRequestPem(RequestPem(request), HashAlgorithmName.SHA256, Options)
                : CertificateRequest.LoadSigningRequest(request.Span.ToArray(), HashAlgorithmName.SHA256, Options);
            return new SigningRequest(parsed);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    private static string RequestPem(ReadOnlyMemory<byte> request)
    {
        // Go writes the same block also under its older label.
        var text = Encoding.UTF8.GetString(request.Span);
        return text.Replace("NEW " + PemLabel, PemLabel, StringComparison.Ordinal);
    }

    private static bool HasOtherNames(byte[] extension)
    {
        const int DnsName = 2;
        const int Address = 7;
        var names = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (names.PeekTag().TagValue is not (DnsName or Address))
                return true;
            names.ReadEncodedValue();
        }
        return false;
    }
}
