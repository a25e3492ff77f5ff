using Trireme.Api.Meta.V1;
using Trireme.Server.Auth;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>Who approves a certificate signing request must be allowed to do so for its signer. Thread-safe.</summary>
internal sealed class CertificateApproval(IAuthorizer authorizer) : IAdmissionPlugin
{
    public string Name => "CertificateApproval";

    public ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind.Plural != "certificatesigningrequests" || request.Subresource != "approval" || request.Operation != AdmissionOperation.Update)
            return default;
        var signer = request.Old?.Object("spec")?.Text("signerName") ?? "";
        return CertificateSigners.May(authorizer, request.User, "approve", signer)
            ? default
            : new(request.Forbid($"user not permitted to approve requests with signerName \"{signer}\""));
    }
}
