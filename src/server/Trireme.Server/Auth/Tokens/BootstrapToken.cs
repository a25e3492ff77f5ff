using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Server.Auth.Tokens;

/// <summary>A token with which a node joins: six letters that name it, a dot, and sixteen that must stay secret.</summary>
public sealed class BootstrapToken
{
    /// <summary>The namespace of the Secrets behind bootstrap tokens.</summary>
    public const string Namespace = "kube-system";

    /// <summary>The type of the Secrets behind bootstrap tokens.</summary>
    public const string SecretType = "bootstrap.kubernetes.io/token";

    /// <summary>The group of all that authenticate with a bootstrap token.</summary>
    public const string BootstrappersGroup = "system:bootstrappers";

    private const int IdLength = 6;
    private const int SecretLength = 16;
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly string _secret;

    private BootstrapToken(string id, string secret)
    {
        Id = id;
        _secret = secret;
    }

    /// <summary>The public part.</summary>
    public string Id { get; }

    /// <summary>The name of the Secret behind the token.</summary>
    public string SecretName => $"bootstrap-token-{Id}";

    /// <summary>A new random token.</summary>
    public static BootstrapToken Generate() =>
        new(RandomNumberGenerator.GetString(Alphabet, IdLength), RandomNumberGenerator.GetString(Alphabet, SecretLength));

    /// <summary>Parses <c>id.secret</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BootstrapToken? token)
    {
        token = null;
        if (text.Length != IdLength + 1 + SecretLength || text[IdLength] != '.')
            return false;
        var id = text[..IdLength];
        var secret = text[(IdLength + 1)..];
        if (!(id + secret).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            return false;
        token = new BootstrapToken(id, secret);
        return true;
    }

    /// <summary>The whole token, to be shown once to whoever joins a node.</summary>
    public string Reveal() => $"{Id}.{_secret}";

    /// <summary>The Secret that makes the token valid.</summary>
    /// <param name="expiration">When it ends; null for never.</param>
    /// <param name="groups">Groups beside <see cref="BootstrappersGroup"/>; each begins with it.</param>
    public Secret ToSecret(DateTimeOffset? expiration, IReadOnlyList<string> groups)
    {
        var data = new Dictionary<string, byte[]>
        {
            ["token-id"] = Encoding.UTF8.GetBytes(Id),
            ["token-secret"] = Encoding.UTF8.GetBytes(_secret),
            ["usage-bootstrap-authentication"] = "true"u8.ToArray(),
            ["usage-bootstrap-signing"] = "true"u8.ToArray(),
        };
        if (groups.Count > 0)
            data["auth-extra-groups"] = Encoding.UTF8.GetBytes(string.Join(',', groups));
        if (expiration is { } end)
            data["expiration"] = Encoding.UTF8.GetBytes(end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return new Secret
        {
            Metadata = new ObjectMeta { Name = SecretName, Namespace = Namespace },
            Type = SecretType,
            Data = data,
        };
    }

    /// <summary>Shows the public part alone.</summary>
    public override string ToString() => $"{Id}.<hidden>";

    internal bool HasSecret(ReadOnlySpan<byte> secret) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_secret), secret);
}
