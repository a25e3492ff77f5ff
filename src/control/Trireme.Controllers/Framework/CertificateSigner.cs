namespace Trireme.Controllers.Framework;

/// <summary>Signs a certificate request that has been approved.</summary>
/// <param name="request">What to sign.</param>
/// <param name="cancellationToken">Nobody waits any more.</param>
/// <returns>The certificate, or certificates with the leaf first, in PEM.</returns>
/// <exception cref="InvalidOperationException">The request cannot be signed; the message says why, and the request is marked as failed.</exception>
public delegate Task<byte[]> CertificateSigner(CertificateToSign request, CancellationToken cancellationToken);
