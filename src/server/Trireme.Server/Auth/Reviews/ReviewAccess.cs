using Trireme.Api.Authorization.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Http;

namespace Trireme.Server.Auth.Reviews;

/// <summary>What the access reviews share: from what is asked to a request, from the decision to a status, and what is asked wrongly.</summary>
internal static class ReviewAccess
{
    /// <summary>Why the attributes cannot be answered; empty where they can.</summary>
    public static List<StatusCause> Problems(ResourceAttributes? resource, NonResourceAttributes? path)
    {
        const string Field = "spec.resourceAttributes";
        const string Both = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
        if (resource is null && path is null)
            return [StatusErrors.InvalidValue(Field, "null", Both)];
        return resource is not null && path is not null ? [StatusErrors.InvalidValue("spec.nonResourceAttributes", "{}", "cannot be specified in combination with resourceAttributes")] : [];
    }

    /// <summary>The request that is asked about.</summary>
    public static AccessRequest RequestOf(UserInfo user, ResourceAttributes? resource, NonResourceAttributes? path) => resource is null
        ? new AccessRequest(user, path?.Verb ?? "") { Path = path?.Path ?? "" }
        : new AccessRequest(user, resource.Verb ?? "")
        {
            Group = resource.Group ?? "",
            Version = resource.Version ?? "",
            Resource = resource.Resource ?? "",
            Subresource = resource.Subresource ?? "",
            Namespace = resource.Namespace ?? "",
            Name = resource.Name ?? "",
            FieldSelector = FieldsOf(resource.FieldSelector),
        };

    /// <summary>The answer.</summary>
    public static SubjectAccessReviewStatus StatusOf(AccessDecision decision) =>
        new() { Allowed = decision.Allowed, Reason = decision.Reason.Length == 0 ? null : decision.Reason };

    /// <summary>The user that a review names.</summary>
    public static UserInfo UserOf(SubjectAccessReviewSpec spec) => new(spec.User ?? "", spec.Groups ?? [])
    {
        Uid = spec.Uid ?? "",
        Extra = spec.Extra ?? new Dictionary<string, IReadOnlyList<string>>(),
    };

    private static string FieldsOf(FieldSelectorAttributes? selector)
    {
        if (selector is null)
            return "";
        return selector.RawSelector
            ?? string.Join(',', (selector.Requirements ?? []).Where(one => one is { Operator: "In", Values: [_] }).Select(one => $"{one.Key}={one.Values![0]}"));
    }
}
