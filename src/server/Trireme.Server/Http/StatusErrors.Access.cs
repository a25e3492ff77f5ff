using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Http;

/// <summary>The refusals of authentication, authorization and admission.</summary>
internal static partial class StatusErrors
{
    /// <summary>403 with causes.</summary>
    public static Status Forbidden(KindInfo kind, string name, string why, IReadOnlyList<StatusCause> causes)
    {
        var status = Forbidden(kind, name, why);
        return status with { Details = status.Details! with { Causes = causes } };
    }

    /// <summary>404 for an object that a request refers to.</summary>
    public static Status NotFound(string group, string resource, string name) => Make(
        404,
        "NotFound",
        $"{(group.Length == 0 ? resource : $"{resource}.{group}")} \"{name}\" not found",
        new StatusDetails { Name = NullIfEmpty(name), Group = NullIfEmpty(group), Kind = resource });

    /// <summary>A wrong value of one field.</summary>
    public static StatusCause InvalidValue(string field, string shown, string why) =>
        new() { Field = field, Reason = "FieldValueInvalid", Message = $"Invalid value: {shown}: {why}" };

    /// <summary>A field that must not be set.</summary>
    public static StatusCause ForbiddenField(string field, string why) =>
        new() { Field = field, Reason = "FieldValueForbidden", Message = $"Forbidden: {why}" };
}
