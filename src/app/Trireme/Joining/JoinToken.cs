using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trireme.Hosting;

namespace Trireme.Joining;

/// <summary>
/// What a node shows to join: a bootstrap token (<c>id.secret</c>, as kubeadm has it) and the digest of the cluster's authority,
/// so that the node knows the cluster as the cluster knows the node: <c>id.secret.sha256</c>.
/// </summary>
/// <param name="Id">Six characters that name the token.</param>
/// <param name="Secret">Sixteen characters that only the cluster and its nodes know.</param>
/// <param name="AuthorityDigest">The SHA-256 of the authority's public key in hexadecimal; empty where the token does not say.</param>
internal sealed record JoinToken(string Id, string Secret, string AuthorityDigest)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What the API server takes as bearer token.</summary>
    public string Bearer => $"{Id}.{Secret}";

    /// <summary>A new token for a cluster.</summary>
    public static JoinToken Create(X509Certificate2 authority) =>
        new(RandomNumberGenerator.GetString(Alphabet, 6), RandomNumberGenerator.GetString(Alphabet, 16), DigestOf(authority));

    /// <summary>Reads a token.</summary>
    /// <exception cref="StartException">The text is not one.</exception>
    public static JoinToken Parse(string text)
    {
        var parts = text.Trim().Split('.');
        var valid = parts.Length is 2 or 3
            && parts[0].Length == 6 && parts[1].Length == 16
            && parts.Take(2).All(part => part.All(Alphabet.Contains))
            && (parts.Length == 2 || (parts[2].Length == 64 && parts[2].All(char.IsAsciiHexDigitLower)));
        return valid
            ? new JoinToken(parts[0], parts[1], parts.Length == 3 ? parts[2] : "")
            : throw new StartException("--token is not a join token; 'trireme token create' on the server prints one");
    }

    /// <summary>The SHA-256 of a certificate's public key (SubjectPublicKeyInfo).</summary>
    public static string DigestOf(X509Certificate2 authority) =>
        Convert.ToHexStringLower(SHA256.HashData(authority.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>The whole token, for the one who is to join. Never log it.</summary>
    public string Text() => AuthorityDigest.Length == 0 ? Bearer : $"{Bearer}.{AuthorityDigest}";

    /// <summary>Says nothing about the secret.</summary>
    public override string ToString() => $"{Id}.***";
}
