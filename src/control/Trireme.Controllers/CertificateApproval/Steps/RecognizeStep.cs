using System.Net;
using Trireme.Api.Core.V1;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.CertificateApproval.Steps;

/// <summary>Recognizes requests that may be approved without a person. Pure.</summary>
internal static class RecognizeStep
{
    /// <returns>How to go on; null for a request that is left to people.</returns>
    public static CertificateApprovalPlan? Apply(CertificateApprovalState state)
    {
        var spec = state.Request.Spec;
        if (state.Parsed is not { } parsed || parsed.Violation(spec.SignerName, spec.Usages) is not null)
            return null;
        var itself = parsed.CommonName == spec.Username;
        return spec.SignerName switch
        {
            NodeCertificateRequest.ClientSigner when itself => new CertificateApprovalPlan(
                "selfnodeclient", "Auto approving self kubelet client certificate after SubjectAccessReview."),
            NodeCertificateRequest.ClientSigner => new CertificateApprovalPlan(
                "nodeclient", "Auto approving kubelet client certificate after SubjectAccessReview."),
            NodeCertificateRequest.ServingSigner when itself && state.Node is not null && NamesAreIts(parsed, state.Node) => new CertificateApprovalPlan(
                null, "Auto approving kubelet serving certificate: it asks only for the names and addresses of its own node."),
            _ => null,
        };
    }

    // A node writes its addresses into its status itself: it must not get itself a name of somebody else, such as the API server's, that way.
    private static bool NamesAreIts(NodeCertificateRequest parsed, Node node)
    {
        var name = node.Metadata.Name ?? "";
        var addresses = (node.Status.Addresses ?? []).Select(address => IPAddress.TryParse(address.Address, out var ip) ? ip : null).OfType<IPAddress>().ToHashSet();
        return parsed.DnsNames.All(dns => string.Equals(dns, name, StringComparison.OrdinalIgnoreCase) || dns.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase))
            && parsed.Addresses.All(addresses.Contains);
    }
}
