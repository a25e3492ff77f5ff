namespace Trireme.Controllers.CertificateApproval;

/// <summary>How a recognized request is approved.</summary>
/// <param name="Permission">The subresource of certificatesigningrequests that the requester must be allowed to create; null where being the node itself is enough.</param>
/// <param name="Message">What the approval says.</param>
internal sealed record CertificateApprovalPlan(string? Permission, string Message);
