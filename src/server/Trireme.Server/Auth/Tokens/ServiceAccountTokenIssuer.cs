using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Authentication.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Pki;

namespace Trireme.Server.Auth.Tokens;

/// <summary>Makes the tokens of the <c>token</c> subresource of service accounts. Thread-safe.</summary>
internal sealed class ServiceAccountTokenIssuer(ServiceAccountKey key, ServiceAccountTokenOptions options, IObjectSource objects, TimeProvider time)
{
    private const long MinExpirationSeconds = 10 * 60;
    private const long DefaultExpirationSeconds = 60 * 60;

    /// <summary>What the ServiceAccount admission asks for on behalf of every Pod: an hour, and some seconds that make it recognisable.</summary>
    private const long PodExpirationSeconds = (60 * 60) + 7;

    private const long ExtendedSeconds = 365 * 24 * 3600;

    /// <summary>Answers a TokenRequest: the request with its status filled in, or why there is no token.</summary>
    /// <param name="ns">The account's namespace.</param>
    /// <param name="name">The account.</param>
    /// <param name="request">For whom, how long, bound to what.</param>
    public (TokenRequest? Answer, Status? Error) Issue(string ns, string name, TokenRequest request)
    {
        if (Read<ServiceAccount>(ns, name) is not { } account)
            return (null, StatusErrors.NotFound("", "serviceaccounts", name));
        if (Problem(ns, name, request, account) is { } problem)
            return (null, problem);

        var spec = request.Spec ?? new TokenRequestSpec();
        var (bound, error) = Bind(ns, name, spec.BoundObjectRef);
        if (error is not null)
            return (null, error);

        var audiences = spec.Audiences is { Count: > 0 } ? spec.Audiences : options.ApiAudiences;
        var seconds = Math.Min(spec.ExpirationSeconds ?? DefaultExpirationSeconds, options.MaxExpirationSeconds);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var extend = options.ExtendExpiration && seconds == PodExpirationSeconds && bound.Pod is not null && audiences.SequenceEqual(options.ApiAudiences);
        var token = JsonWebToken.Sign(
            new ServiceAccountClaims
            {
                Issuer = options.Issuer,
                Subject = ServiceAccountClaims.UserName(ns, name),
                Audiences = audiences,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + (extend ? ExtendedSeconds : seconds),
                WarnAfter = extend ? now + seconds : null,
                Id = Guid.NewGuid().ToString(),
                Namespace = ns,
                ServiceAccount = new BoundObject(name, account.Metadata.Uid ?? ""),
                Pod = bound.Pod,
                Secret = bound.Secret,
                Node = bound.Node,
            },
            key);
        return (request with
        {
            Metadata = request.Metadata with { Name = name, Namespace = ns, CreationTimestamp = time.GetUtcNow() },
            Spec = spec with { Audiences = audiences, ExpirationSeconds = seconds },
            Status = new TokenRequestStatus { Token = token, ExpirationTimestamp = DateTimeOffset.FromUnixTimeSeconds(now + seconds) },
        }, null);
    }

    private static Status? Problem(string ns, string name, TokenRequest request, ServiceAccount account)
    {
        if (request.Metadata.Name is { Length: > 0 } otherName && otherName != name)
            return StatusErrors.BadRequest($"the name of the object ({otherName}) does not match the name on the URL ({name})");
        if (request.Metadata.Namespace is { Length: > 0 } otherNamespace && otherNamespace != ns)
            return StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (request.Metadata.Uid is { Length: > 0 } uid && uid != account.Metadata.Uid)
            return StatusErrors.Conflict("tokenrequests.authentication.k8s.io", name, $"the UID in the token request ({uid}) does not match the UID of the service account ({account.Metadata.Uid})");
        var seconds = request.Spec?.ExpirationSeconds ?? DefaultExpirationSeconds;
        if (seconds < MinExpirationSeconds)
            return InvalidExpiration(seconds, "may not specify a duration less than 10 minutes");
        return seconds > 1L << 32 ? InvalidExpiration(seconds, "may not specify a duration larger than 2^32 seconds") : null;
    }

    private static Status InvalidExpiration(long seconds, string why) => StatusErrors.Invalid(
        "TokenRequest.authentication.k8s.io", "", StatusErrors.InvalidValue("spec.expirationSeconds", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), why));

    private (Bindings Bound, Status? Error) Bind(string ns, string account, BoundObjectReference? reference)
    {
        if (reference is null)
            return (default, null);
        var name = reference.Name ?? "";
        switch (reference.ApiVersion, reference.Kind)
        {
            case ("v1", "Pod"):
                if (Read<Pod>(ns, name) is not { } pod)
                    return (default, StatusErrors.NotFound("", "pods", name));
                if ((pod.Spec?.ServiceAccountName ?? "") != account)
                    return (default, StatusErrors.BadRequest($"cannot bind token for serviceaccount \"{account}\" to pod running with different serviceaccount name."));
                var nodeName = pod.Spec?.NodeName;
                var node = string.IsNullOrEmpty(nodeName) ? null : new BoundObject(nodeName, Read<Node>("", nodeName)?.Metadata.Uid ?? "");
                return Bound(reference, pod, bound => new Bindings(bound, null, node));
            case ("v1", "Secret"):
                return Read<Secret>(ns, name) is { } secret
                    ? Bound(reference, secret, bound => new Bindings(null, bound, null))
                    : (default, StatusErrors.NotFound("", "secrets", name));
            case ("v1", "Node"):
                return Read<Node>("", name) is { } itself
                    ? Bound(reference, itself, bound => new Bindings(null, null, bound))
                    : (default, StatusErrors.NotFound("", "nodes", name));
            default:
                return (default, StatusErrors.BadRequest($"cannot bind token to object of type {reference.ApiVersion}, Kind={reference.Kind}"));
        }
    }

    private static (Bindings Bound, Status? Error) Bound(BoundObjectReference reference, IKubernetesObject found, Func<BoundObject, Bindings> bind)
    {
        var uid = found.Metadata.Uid ?? "";
        if (reference.Uid is { Length: > 0 } expected && expected != uid)
        {
            return (default, StatusErrors.Conflict(found.Kind, found.Metadata.Name ?? "",
                $"the UID in the bound object reference ({expected}) does not match the UID in record. The object might have been deleted and then recreated"));
        }
        return (bind(new BoundObject(found.Metadata.Name ?? "", uid)), null);
    }

    private T? Read<T>(string ns, string name)
        where T : class, IKubernetesObject =>
        objects.Get(KindRegistry.Of<T>(), ns, name) is { } stored ? JsonSerializer.Deserialize(stored.Span, ApiJson.Of<T>()) : null;

    private readonly record struct Bindings(BoundObject? Pod, BoundObject? Secret, BoundObject? Node);
}
