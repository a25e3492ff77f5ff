using System.Buffers.Text;
using System.Security.Cryptography;

namespace Trireme.Server.Pki;

/// <summary>The RSA key that signs service-account tokens (RS256, RFC 7518). Thread-safe.</summary>
internal sealed class ServiceAccountKey : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RSA _key;

    public ServiceAccountKey(RSA key)
    {
        _key = key;
        // As Kubernetes names its keys: the hash of the public key, so that it follows from the key alone.
        KeyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        var parameters = key.ExportParameters(includePrivateParameters: false);
        Modulus = Base64Url.EncodeToString(parameters.Modulus);
        Exponent = Base64Url.EncodeToString(parameters.Exponent);
    }

    /// <summary>The <c>kid</c> of tokens that this key signs.</summary>
    public string KeyId { get; }

    /// <summary>The public modulus, base64url.</summary>
    public string Modulus { get; }

    /// <summary>The public exponent, base64url.</summary>
    public string Exponent { get; }

    /// <summary>Signs bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_gate)
            return _key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Whether this key signed the bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_gate)
            return _key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public void Dispose() => _key.Dispose();
}
