using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Api.Certificates.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>A certificate request of a node agent: what it asks for, and whether the signers' rules allow that. Immutable.</summary>
internal sealed class NodeCertificateRequest
{
    public const string ClientSigner = "kubernetes.io/kube-apiserver-client-kubelet";
    public const string ServingSigner = "kubernetes.io/kubelet-serving";
    public const string ApiClientSigner = "kubernetes.io/kube-apiserver-client";
    public const string UserPrefix = "system:node:";

    private const string NodesGroup = "system:nodes";
    private const string CommonNameOid = "2.5.4.3";
    private const string OrganizationOid = "2.5.4.10";

    private NodeCertificateRequest(CertificateRequest request)
    {
        foreach (var name in request.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (name.HasMultipleElements)
                continue;
            switch (name.GetSingleElementType().Value)
            {
                case CommonNameOid:
                    CommonName = name.GetSingleElementValue() ?? "";
                    break;
                case OrganizationOid:
                    Organizations = [.. Organizations, name.GetSingleElementValue() ?? ""];
                    break;
            }
        }
        if (request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is not { } names)
            return;
        DnsNames = [.. names.EnumerateDnsNames()];
        Addresses = [.. names.EnumerateIPAddresses()];
        HasOtherNames = CountNames(names.RawData) > DnsNames.Count + Addresses.Count;
    }

    public string CommonName { get; } = "";

    public IReadOnlyList<string> Organizations { get; } = [];

    public IReadOnlyList<string> DnsNames { get; } = [];

    public IReadOnlyList<IPAddress> Addresses { get; } = [];

    /// <summary>Whether it asks for names that are neither DNS names nor addresses.</summary>
    public bool HasOtherNames { get; }

    /// <summary>Reads a request; null where it is not PKCS#10 in PEM, or where its signature does not fit.</summary>
    public static NodeCertificateRequest? Parse(byte[] pem)
    {
        try
        {
            var text = Encoding.UTF8.GetString(pem);
            return new NodeCertificateRequest(CertificateRequest.LoadSigningRequestPem(
                text, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions));
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException or AsnContentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the request has been approved, and nothing else has become of it.</summary>
    public static bool IsToBeSigned(CertificateSigningRequest request) =>
        request.Status.Conditions.IsTrue("Approved") && request.Status.Conditions.Find("Denied") is null
        && request.Status.Conditions.Find("Failed") is null && request.Status.Certificate is not { Length: > 0 };

    /// <summary>Why a signer would not sign this; null where it would.</summary>
    public string? Violation(string signer, IReadOnlyList<string>? usages) => signer switch
    {
        ClientSigner => NodeName() ?? NoNames() ?? Usages(usages, "client auth"),
        ServingSigner => NodeName() ?? SomeNames() ?? Usages(usages, "server auth"),
        ApiClientSigner => usages?.Contains("client auth") == true ? null : "usages did not include \"client auth\"",
        _ => $"signer \"{signer}\" is not known",
    };

    private string? NodeName()
    {
        if (Organizations is not [NodesGroup])
            return "subject organization is not system:nodes";
        return CommonName.StartsWith(UserPrefix, StringComparison.Ordinal) && CommonName.Length > UserPrefix.Length
            ? null
            : "subject common name does not begin with system:node: ";
    }

    private string? NoNames() => DnsNames.Count + Addresses.Count > 0 || HasOtherNames ? "subjectAltNames are not allowed" : null;

    private string? SomeNames()
    {
        if (HasOtherNames)
            return "only DNS and IP subjectAltNames are allowed";
        return DnsNames.Count + Addresses.Count == 0 ? "DNS or IP subjectAltName is required" : null;
    }

    private static string? Usages(IReadOnlyList<string>? usages, string required)
    {
        if (usages?.Contains(required) != true)
            return $"usages did not include \"{required}\"";
        return usages.All(usage => usage == required || usage is "digital signature" or "key encipherment")
            ? null
            : $"usages may only be \"key encipherment\", \"digital signature\", \"{required}\"";
    }

    private static int CountNames(byte[] extension)
    {
        var names = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        var count = 0;
        for (; names.HasData; count++)
            names.ReadEncodedValue();
        return count;
    }
}
