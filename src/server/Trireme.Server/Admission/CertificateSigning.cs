using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>Who hands out a certificate, or says that it cannot be had, must be allowed to sign for the signer. Thread-safe.</summary>
internal sealed class CertificateSigning(IAuthorizer authorizer) : IAdmissionPlugin
{
    public string Name => "CertificateSigning";

    public ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind.Plural != "certificatesigningrequests" || request.Subresource != "status" || request.Operation != AdmissionOperation.Update)
            return default;
        var old = request.Old?.Object("status");
        var now = request.Object?.Object("status");
        if (JsonNode.DeepEquals(old?["certificate"], now?["certificate"]) && JsonNode.DeepEquals(Failed(old), Failed(now)))
            return default;
        var signer = request.Old?.Object("spec")?.Text("signerName") ?? "";
        return CertificateSigners.May(authorizer, request.User, "sign", signer)
            ? default
            : new(request.Forbid($"user not permitted to sign requests with signerName \"{signer}\""));
    }

    private static JsonObject? Failed(JsonObject? status) => status?.Items("conditions").FirstOrDefault(condition => condition.Text("type") == "Failed");
}
