using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Authentication.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Nodes;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using UserInfo = Trireme.Server.Auth.UserInfo;

namespace Trireme.Server.Admission;

/// <summary>What NodeRestriction asks of token requests: a node gets tokens only for Pods that it runs, and bound to them. Thread-safe.</summary>
internal sealed class NodeTokenRestriction(IObjectSource objects, IAuthorizer authorizer)
{
    /// <summary>The refusal; null where the request may go on.</summary>
    public Status? Check(UserInfo user, string ns, string account, TokenRequest request)
    {
        if (!NodeIdentity.TryGet(user, out var node))
            return null;
        Status No(string why) => StatusErrors.Forbidden(KindRegistry.Of<ServiceAccount>(), account, why);

        var reference = request.Spec?.BoundObjectRef;
        if (reference is null || reference.ApiVersion != "v1" || reference.Kind != "Pod" || string.IsNullOrEmpty(reference.Name))
            return No("node requested token not bound to a pod");
        if (string.IsNullOrEmpty(reference.Uid))
            return No("node requested token with a pod binding without a uid");
        if (objects.Get(KindRegistry.Of<Pod>(), ns, reference.Name) is not { } stored || JsonSerializer.Deserialize(stored.Span, ApiJson.Of<Pod>()) is not { } pod)
            return StatusErrors.NotFound("", "pods", reference.Name);
        if (pod.Metadata.Uid != reference.Uid)
            return No($"the UID in the bound object reference ({reference.Uid}) does not match the UID in record. The object might have been deleted and then recreated");
        if (pod.Spec?.NodeName != node)
            return No("node requested token bound to a pod scheduled on a different node");
        foreach (var audience in request.Spec?.Audiences ?? [])
        {
            if (!Wants(pod, audience) && !MayRequest(user, ns, account, audience))
                return No($"audience \"{audience}\" not found in pod spec volume");
        }
        return null;
    }

    private static bool Wants(Pod pod, string audience) => (pod.Spec?.Volumes ?? [])
        .SelectMany(volume => volume.Projected?.Sources ?? [])
        .Any(source => source.ServiceAccountToken is { } token && (token.Audience ?? "") == audience);

    private bool MayRequest(UserInfo user, string ns, string account, string audience) => authorizer.Authorize(
        new AccessRequest(user, "request-serviceaccounts-token-audience") { Resource = audience, Name = account, Namespace = ns, Version = "v1" }).Allowed;
}
