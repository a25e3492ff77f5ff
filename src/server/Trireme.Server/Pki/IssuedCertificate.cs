namespace Trireme.Server.Pki;

/// <summary>A certificate and its private key, both in PEM. Whoever holds it acts under its name: never log it.</summary>
/// <param name="CertificatePem">The certificate.</param>
/// <param name="KeyPem">The private key (PKCS#8).</param>
public sealed record IssuedCertificate(string CertificatePem, string KeyPem)
{
    /// <summary>Says nothing about the key.</summary>
    public override string ToString() => nameof(IssuedCertificate);
}
