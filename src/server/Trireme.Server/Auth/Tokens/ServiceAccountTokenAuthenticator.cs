using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Pki;

namespace Trireme.Server.Auth.Tokens;

/// <summary>
/// Knows service accounts by their tokens: the signature, the times, the audience, and that the account and the objects to which the token is
/// bound are still there. The signature is verified once per token, all else at each request. Thread-safe.
/// </summary>
internal sealed class ServiceAccountTokenAuthenticator(
    ServiceAccountKey key, string issuer, IReadOnlyList<string> apiAudiences, IObjectSource objects, TimeProvider time)
{
    /// <summary>A Pod may use its token while it ends; Kubernetes gives it a minute after its deletion time.</summary>
    private static readonly TimeSpan DeletionLeeway = TimeSpan.FromMinutes(1);

    private readonly VerifiedTokens _verified = new();

    /// <summary>Whose a token is; no error where it is none of this cluster's.</summary>
    /// <param name="token">The token.</param>
    /// <param name="audiences">For whom it must be meant: one of these.</param>
    public TokenOutcome Authenticate(string token, IReadOnlyList<string> audiences)
    {
        var claims = _verified.GetOrVerify(token, Verify);
        if (claims is null)
            return JsonWebToken.PeekIssuer(token) is { } claimed && IsKnown(claimed) ? Invalid("token signature is not valid") : default;

        IReadOnlyList<string> meant = claims.IsLegacy ? apiAudiences : claims.Audiences;
        var good = meant.Intersect(audiences).ToList();
        if (good.Count == 0)
            return Invalid($"token audiences {Quoted(meant)} is invalid for the target audiences {Quoted(audiences)}");
        var problem = claims.IsLegacy ? LegacyProblem(claims, token) : Problem(claims);
        return problem is null ? new TokenOutcome(UserOf(claims), good, null) : Invalid(problem);
    }

    private static TokenOutcome Invalid(string error) => new(null, [], error);

    private static string Quoted(IEnumerable<string> values) => Rbac.RuleText.Quoted(values);

    private static UserInfo UserOf(ServiceAccountClaims claims)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        void Add(string name, string value)
        {
            if (value.Length > 0)
                extra[$"authentication.kubernetes.io/{name}"] = [value];
        }

        if (claims.Id.Length > 0)
            Add("credential-id", $"JTI={claims.Id}");
        if (claims.Node is { } node)
        {
            Add("node-name", node.Name);
            Add("node-uid", node.Uid);
        }
        if (claims.Pod is { } pod)
        {
            Add("pod-name", pod.Name);
            Add("pod-uid", pod.Uid);
        }
        return new UserInfo(
            ServiceAccountClaims.UserName(claims.Namespace, claims.ServiceAccount.Name),
            [.. ServiceAccountClaims.GroupsOf(claims.Namespace), UserInfo.Authenticated])
        {
            Uid = claims.ServiceAccount.Uid,
            Extra = extra,
        };
    }

    private bool IsKnown(string claimed) => claimed == issuer || claimed == ServiceAccountClaims.LegacyIssuer;

    private ServiceAccountClaims? Verify(string token)
    {
        var claims = JsonWebToken.Verify(token, key);
        return claims is not null
            && IsKnown(claims.Issuer)
            && claims.Namespace.Length > 0
            && claims.ServiceAccount.Name.Length > 0
            && claims.ServiceAccount.Uid.Length > 0
            && claims.Subject == ServiceAccountClaims.UserName(claims.Namespace, claims.ServiceAccount.Name) ? claims : null;
    }

    private string? Problem(ServiceAccountClaims claims)
    {
        var now = time.GetUtcNow();
        if (claims.Expires is not { } end || now.ToUnixTimeSeconds() >= end)
            return "service account token has expired";
        if (claims.NotBefore is { } start && now.ToUnixTimeSeconds() < start)
            return "service account token is not valid yet";
        if (!IsThere<ServiceAccount>(claims.Namespace, claims.ServiceAccount, now))
            return "service account token has been invalidated";
        if (claims.Secret is { } secret && !IsThere<Secret>(claims.Namespace, secret, now))
            return "service account token has been invalidated";
        if (claims.Pod is { } pod)
            return IsThere<Pod>(claims.Namespace, pod, now) ? null : "service account token has been invalidated";
        // The node of a Pod's token is only told about: moving or losing the node ends the Pod, and with it the token.
        return claims.Node is not { } node || IsThere<Node>("", node, now) ? null : "service account token has been invalidated";
    }

    private string? LegacyProblem(ServiceAccountClaims claims, string token)
    {
        if (!IsThere<ServiceAccount>(claims.Namespace, claims.ServiceAccount, time.GetUtcNow()))
            return "service account token has been invalidated";
        if (objects.Get(KindRegistry.Of<Secret>(), claims.Namespace, claims.Secret?.Name ?? "") is not { } stored)
            return "token has been invalidated";
        var secret = JsonSerializer.Deserialize(stored.Span, ApiJson.Of<Secret>());
        return secret is { Metadata.DeletionTimestamp: null, Data: { } data }
            && data.TryGetValue("token", out var expected)
            && CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(token)) ? null : "token does not match server's copy";
    }

    private bool IsThere<T>(string ns, BoundObject bound, DateTimeOffset now)
        where T : IKubernetesObject
    {
        if (objects.Get(KindRegistry.Of<T>(), ns, bound.Name) is not { } stored)
            return false;
        var identity = ObjectIdentity.Read(stored);
        return identity.Uid == bound.Uid && (identity.DeletionTimestamp is not { } deleted || now <= deleted + DeletionLeeway);
    }
}
