using System.Globalization;
using System.Text;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Auth.Tokens;

/// <summary>Knows joining nodes by bootstrap tokens, which are Secrets in kube-system. Thread-safe.</summary>
internal sealed class BootstrapTokenAuthenticator(IObjectSource objects, TimeProvider time)
{
    private const int MaxGroupLength = 256;

    /// <summary>The user of a token; <see cref="Outcome.None"/> where the token is not known or not good (any more).</summary>
    public Outcome Authenticate(BootstrapToken token)
    {
        if (objects.Get(KindRegistry.Of<Secret>(), BootstrapToken.Namespace, token.SecretName) is not { } stored)
            return Outcome.None;
        var secret = JsonSerializer.Deserialize(stored.Span, ApiJson.Of<Secret>());
        if (secret is null || secret.Type != BootstrapToken.SecretType || secret.Metadata.DeletionTimestamp is not null || secret.Data is not { } data)
            return Outcome.None;
        if (!data.TryGetValue("token-secret", out var expected) || !token.HasSecret(expected) || Text(data, "token-id") != token.Id)
            return Outcome.None;
        if (HasExpired(data) || Text(data, "usage-bootstrap-authentication") != "true" || Groups(data) is not { } groups)
            return Outcome.None;
        return Outcome.Of(new UserInfo($"system:bootstrap:{token.Id}", groups));
    }

    private static string Text(IReadOnlyDictionary<string, byte[]> data, string key) =>
        data.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value) : "";

    private static string[]? Groups(IReadOnlyDictionary<string, byte[]> data)
    {
        var extra = Text(data, "auth-extra-groups").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return extra.All(IsBootstrapGroup) ? [.. extra.Append(BootstrapToken.BootstrappersGroup).Distinct().Order(StringComparer.Ordinal), UserInfo.Authenticated] : null;
    }

    // \Asystem:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]\z: a Secret must not make anybody a member of other groups.
    private static bool IsBootstrapGroup(string group)
    {
        const string Prefix = BootstrapToken.BootstrappersGroup + ":";
        return group.StartsWith(Prefix, StringComparison.Ordinal)
            && group.Length > Prefix.Length
            && group.Length <= Prefix.Length + MaxGroupLength
            && group[Prefix.Length..].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is ':' or '-')
            && char.IsAsciiLetterOrDigit(group[^1]);
    }

    private bool HasExpired(IReadOnlyDictionary<string, byte[]> data)
    {
        var expiration = Text(data, "expiration");
        if (expiration.Length == 0)
            return false;
        // What cannot be read as a time has expired: better a refused node than a token for ever.
        return !DateTimeOffset.TryParse(expiration, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) || time.GetUtcNow() >= end;
    }
}
