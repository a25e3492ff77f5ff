using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Auth;

/// <summary>The refusals of authentication, authorization and admission, worded as Kubernetes words them.</summary>
internal static class Refusal
{
    /// <summary>403: <c>pods "x" is forbidden: why</c>.</summary>
    public static Status Forbidden(KindInfo kind, string name, string why, IReadOnlyList<StatusCause>? causes = null) =>
        Forbidden(kind.Group, kind.Plural, name, why, causes);

    /// <summary>403: <c>pods "x" is forbidden: why</c>.</summary>
    public static Status Forbidden(string group, string resource, string name, string why, IReadOnlyList<StatusCause>? causes = null)
    {
        var of = group.Length == 0 ? resource : $"{resource}.{group}";
        var message = name.Length == 0 ? $"{of} is forbidden: {why}" : $"{of} \"{name}\" is forbidden: {why}";
        return Of(403, "Forbidden", message, group, resource, name, causes);
    }

    /// <summary>404: <c>namespaces "x" not found</c>.</summary>
    public static Status NotFound(string group, string resource, string name) =>
        Of(404, "NotFound", $"{(group.Length == 0 ? resource : $"{resource}.{group}")} \"{name}\" not found", group, resource, name);

    /// <summary>400 with a sentence.</summary>
    public static Status BadRequest(string message) => Of(400, "BadRequest", message);

    /// <summary>409: the object is not as the request expects it.</summary>
    public static Status Conflict(string group, string resource, string name, string why) =>
        Of(409, "Conflict", $"Operation cannot be fulfilled on {(group.Length == 0 ? resource : $"{resource}.{group}")} \"{name}\": {why}", group, resource, name);

    /// <summary>422: fields that are not as they should be.</summary>
    public static Status Invalid(string group, string kind, string name, IReadOnlyList<StatusCause> causes)
    {
        var of = group.Length == 0 ? kind : $"{kind}.{group}";
        var fields = causes.Select(cause => $"{cause.Field}: {cause.Message}").ToList();
        var all = fields.Count == 1 ? fields[0] : $"[{string.Join(", ", fields)}]";
        return Of(422, "Invalid", $"{of} \"{name}\" is invalid: {all}", group, kind, name, causes);
    }

    /// <summary>A wrong value of one field.</summary>
    public static StatusCause InvalidValue(string field, string shown, string why) =>
        new() { Field = field, Reason = "FieldValueInvalid", Message = $"Invalid value: {shown}: {why}" };

    /// <summary>A field that must not be set so.</summary>
    public static StatusCause ForbiddenField(string field, string why) =>
        new() { Field = field, Reason = "FieldValueForbidden", Message = $"Forbidden: {why}" };

    /// <summary>A field that is missing.</summary>
    public static StatusCause Required(string field, string why) =>
        new() { Field = field, Reason = "FieldValueRequired", Message = why.Length == 0 ? "Required value" : $"Required value: {why}" };

    private static Status Of(
        int code, string reason, string message, string? group = null, string? resource = null, string? name = null, IReadOnlyList<StatusCause>? causes = null) => new()
        {
            ApiVersion = "v1",
            Kind = "Status",
            Metadata = new ListMeta(),
            Outcome = "Failure",
            Message = message,
            Reason = reason,
            Code = code,
            Details = resource is null ? null : new StatusDetails
            {
                Group = string.IsNullOrEmpty(group) ? null : group,
                Kind = resource,
                Name = string.IsNullOrEmpty(name) ? null : name,
                Causes = causes,
            },
        };
}
