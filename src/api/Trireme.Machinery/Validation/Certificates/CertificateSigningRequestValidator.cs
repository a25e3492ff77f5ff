using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Certificates;

/// <summary>The rules of a CertificateSigningRequest.</summary>
internal sealed class CertificateSigningRequestValidator : KindValidator
{
    private const int ShortestSeconds = 600;
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    private static readonly string[] Usages =
    [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only",
        "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement",
        "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ];

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var spec = obj.Object("spec") ?? [];
        Request(spec.Text("request"), errors);
        UsageList(spec.List("usages") ?? [], errors);
        Signer(spec.Text("signerName") ?? "", errors);
        if (spec.Number("expirationSeconds") is < ShortestSeconds and var seconds)
            errors.Invalid(Spec.Child("expirationSeconds"), seconds, "may not specify a duration less than 600 seconds (10 minutes)");
        Conditions(obj, errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        if (!Same(obj["spec"], old["spec"]))
            errors.Forbidden(Spec, "may not be changed after creation");
        Conditions(obj, errors);
        if (subresource is not ("status" or "approval"))
            return;
        var status = obj.Object("status") ?? [];
        var before = old.Object("status") ?? [];
        foreach (var type in (ReadOnlySpan<string>)["Approved", "Denied", "Failed"])
        {
            var was = before.Objects("conditions").FirstOrDefault(condition => condition.Text("type") == type);
            if (was is null ? subresource == "status" && type != "Failed" && Has(status, type) : !Has(status, type))
                errors.Forbidden(FieldPath.Of("status", "conditions"), was is null ? $"updates may not add a condition of type {FieldError.Quote(type)}" : $"updates may not remove a condition of type {FieldError.Quote(type)}");
        }
        if (before.Text("certificate") is { Length: > 0 } certificate && certificate != status.Text("certificate"))
            errors.Forbidden(FieldPath.Of("status", "certificate"), "updates may not modify or remove the value");
    }

    private static bool Has(JsonObject status, string type) => status.Objects("conditions").Any(condition => condition.Text("type") == type);

    private static void Request(string? request, FieldErrors errors)
    {
        if (request is not { Length: > 0 })
        {
            errors.Required(Spec.Child("request"));
            return;
        }
        try
        {
            var pem = Encoding.UTF8.GetString(Convert.FromBase64String(request));
            CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or CryptographicException)
        {
            errors.Invalid(Spec.Child("request"), request, "PEM block type must be CERTIFICATE REQUEST");
        }
    }

    private static void UsageList(JsonArray usages, FieldErrors errors)
    {
        if (usages.Count == 0)
            errors.Required(Spec.Child("usages"), "usages is required");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < usages.Count; i++)
        {
            var usage = usages[i].AsText() ?? "";
            if (!Usages.Contains(usage))
                errors.NotSupported(Spec.Child("usages").Index(i), usage, Usages);
            if (!seen.Add(usage))
                errors.Duplicate(Spec.Child("usages").Index(i), usage);
        }
    }

    private static void Signer(string name, FieldErrors errors)
    {
        var path = Spec.Child("signerName");
        if (name.Length == 0)
        {
            errors.Required(path);
            return;
        }
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == name.Length - 1 || name.AsSpan(slash + 1).Contains('/'))
        {
            errors.Invalid(path, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        var domain = name[..slash];
        errors.Invalid(path, domain, NameRules.Subdomain(domain));
        if (domain.Split('.').Length < 2)
            errors.Invalid(path, domain, "should be a domain with at least two segments separated by dots");
        var signer = name[(slash + 1)..];
        errors.Invalid(path, signer, NameRules.Subdomain(signer));
    }

    private static void Conditions(JsonObject obj, FieldErrors errors)
    {
        var path = FieldPath.Of("status", "conditions");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var condition in obj.Object("status")?.Objects("conditions") ?? [])
        {
            index++;
            var type = condition.Text("type") ?? "";
            var status = condition.Text("status") ?? "";
            if (type.Length == 0)
                errors.Required(path.Index(index).Child("type"));
            if (status.Length == 0)
                errors.Required(path.Index(index).Child("status"));
            else if (type is "Approved" or "Denied" or "Failed" && status != "True")
                errors.NotSupported(path.Index(index).Child("status"), status, "True");
            else if (status is not ("True" or "False" or "Unknown"))
                errors.NotSupported(path.Index(index).Child("status"), status, "False", "True", "Unknown");
            if (!seen.Add(type))
                errors.Duplicate(path.Index(index).Child("type"), type);
        }
        if (seen.Contains("Approved") && seen.Contains("Denied"))
            errors.Invalid(path, "Denied", "Approved and Denied conditions are mutually exclusive");
    }
}
