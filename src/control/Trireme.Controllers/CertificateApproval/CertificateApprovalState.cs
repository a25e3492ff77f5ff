using Trireme.Api.Certificates.V1;
using Trireme.Api.Core.V1;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.CertificateApproval;

/// <summary>What a decision about a certificate request starts from.</summary>
/// <param name="Request">The request.</param>
/// <param name="Parsed">What it asks for; null where it cannot be read.</param>
/// <param name="Node">The node it names; null where there is none.</param>
internal sealed record CertificateApprovalState(CertificateSigningRequest Request, NodeCertificateRequest? Parsed, Node? Node);
