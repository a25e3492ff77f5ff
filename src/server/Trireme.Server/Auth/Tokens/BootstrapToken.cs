using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Trireme.Server.Auth.Tokens;

/// <summary>A token with which a node joins: six letters that name it, a dot, and sixteen that must stay secret. Immutable.</summary>
internal sealed class BootstrapToken
{
    /// <summary>The namespace of the Secrets behind bootstrap tokens.</summary>
    public const string Namespace = "kube-system";

    /// <summary>The type of the Secrets behind bootstrap tokens.</summary>
    public const string SecretType = "bootstrap.kubernetes.io/token";

    /// <summary>The group of all that authenticate with a bootstrap token.</summary>
    public const string BootstrappersGroup = "system:bootstrappers";

    private const int IdLength = 6;
    private const int SecretLength = 16;

    private readonly byte[] _secret;

    private BootstrapToken(string id, string secret)
    {
        Id = id;
        _secret = Encoding.ASCII.GetBytes(secret);
    }

    /// <summary>The public part.</summary>
    public string Id { get; }

    /// <summary>The name of the Secret behind the token.</summary>
    public string SecretName => $"bootstrap-token-{Id}";

    /// <summary>Parses <c>id.secret</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BootstrapToken? token)
    {
        token = null;
        if (text.Length != IdLength + 1 + SecretLength || text[IdLength] != '.')
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != IdLength && !char.IsAsciiLetterLower(text[i]) && !char.IsAsciiDigit(text[i]))
                return false;
        }
        token = new BootstrapToken(text[..IdLength], text[(IdLength + 1)..]);
        return true;
    }

    /// <summary>Whether these bytes are the secret part; takes the same time whatever they are.</summary>
    public bool HasSecret(ReadOnlySpan<byte> secret) => CryptographicOperations.FixedTimeEquals(_secret, secret);

    /// <summary>Shows the public part alone.</summary>
    public override string ToString() => $"{Id}.<hidden>";
}
