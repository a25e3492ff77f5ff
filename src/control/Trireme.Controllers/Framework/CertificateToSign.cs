namespace Trireme.Controllers.Framework;

/// <summary>A certificate request that has been approved.</summary>
/// <param name="SignerName">The signer it is for, such as <c>kubernetes.io/kubelet-serving</c>.</param>
/// <param name="Request">The PKCS#10 request in PEM.</param>
/// <param name="Usages">The usages it asks for, in Kubernetes' words.</param>
/// <param name="Lifetime">The lifetime it asks for; null for the signer's choice.</param>
public sealed record CertificateToSign(string SignerName, ReadOnlyMemory<byte> Request, IReadOnlyList<string> Usages, TimeSpan? Lifetime);
