using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth;
using Trireme.Server.Json;
using Trireme.Server.Pki;

namespace Trireme.Server.Admission;

/// <summary>Nobody becomes a member of system:masters by asking for a certificate. Stateless.</summary>
internal sealed class CertificateSubjectRestriction : IAdmissionPlugin
{
    public string Name => "CertificateSubjectRestriction";

    public ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind.Plural != "certificatesigningrequests" || request.Subresource.Length > 0 || request.Operation != AdmissionOperation.Create)
            return default;
        var spec = request.Object?.Object("spec");
        if (spec?.Text("signerName") != CertificateSigners.ApiServerClient)
            return default;
        return SubjectOf(spec) is { } subject && subject.Organizations.Contains(UserInfo.Masters)
            ? new(request.Forbid($"use of {CertificateSigners.ApiServerClient} signer with {UserInfo.Masters} group is not allowed"))
            : default;
    }

    /// <summary>The subject that a request asks for; null where the request cannot be parsed, which validation reports.</summary>
    internal static DistinguishedName? SubjectOf(JsonObject spec)
    {
        var bytes = new byte[(spec.Text("request")?.Length ?? 0) + 4];
        return Convert.TryFromBase64String(spec.Text("request") ?? "", bytes, out var count) ? SigningRequest.Parse(bytes.AsMemory(0, count))?.Subject : null;
    }
}
