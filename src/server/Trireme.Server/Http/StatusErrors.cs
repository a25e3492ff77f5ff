using Trireme.Api.Meta.V1;
using Trireme.Machinery.Apply;
using Trireme.Machinery.Patch;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;

namespace Trireme.Server.Http;

/// <summary>The refusals of the API, worded as Kubernetes words them: the one place where they are made.</summary>
internal static partial class StatusErrors
{
    /// <summary>404: no such path, group, version or resource.</summary>
    public static Status UnknownResource() =>
        Make(404, "NotFound", "the server could not find the requested resource", new StatusDetails());

    /// <summary>404: no such object.</summary>
    public static Status NotFound(KindInfo kind, string name) =>
        Make(404, "NotFound", $"{kind.GroupResource} \"{name}\" not found", Details(kind, name));

    /// <summary>404 for a resource by name.</summary>
    public static Status NotFound(string message) => Make(404, "NotFound", message, new StatusDetails());

    /// <summary>409: the name is taken.</summary>
    public static Status AlreadyExists(KindInfo kind, string name) =>
        Make(409, "AlreadyExists", $"{kind.GroupResource} \"{name}\" already exists", Details(kind, name));

    /// <summary>409: an AlreadyExists for a generated name that was taken, several times over.</summary>
    public static Status GenerateNameConflict(KindInfo kind, string name) =>
        Make(
            409,
            "AlreadyExists",
            $"{kind.GroupResource} \"{name}\" already exists, the server was not able to generate a unique name for the object",
            Details(kind, name));

    /// <summary>409: the object has changed since it was read.</summary>
    public static Status Modified(KindInfo kind, string name) => Conflict(
        kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>409 with a cause.</summary>
    public static Status Conflict(KindInfo kind, string name, string why) =>
        Make(409, "Conflict", $"Operation cannot be fulfilled on {kind.GroupResource} \"{name}\": {why}", Details(kind, name));

    /// <summary>409 for a resource that is no kind of its own, such as <c>pods/binding</c>.</summary>
    public static Status Conflict(string resource, string name, string why) => Make(
        409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", new StatusDetails { Name = name, Kind = resource });

    /// <summary>201 without an object: not a refusal, but what a request is answered with that makes no object of its own.</summary>
    public static Status Created() => new() { Outcome = "Success", Code = 201 };

    /// <summary>400.</summary>
    public static Status BadRequest(string message) => Make(400, "BadRequest", message, null);

    /// <summary>405 for a verb that the resource does not have.</summary>
    public static Status MethodNotAllowed() =>
        Make(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new StatusDetails());

    /// <summary>401.</summary>
    public static Status Unauthorized() => Make(401, "Unauthorized", "Unauthorized", null);

    /// <summary>403: the user may not do what the request asks.</summary>
    public static Status Forbidden(AccessRequest request, string reason)
    {
        var why = reason.Length > 0 ? ": " + reason : "";
        if (request.Path is { } path)
            return Make(403, "Forbidden", $"forbidden: User \"{request.User.Name}\" cannot {request.Verb} path \"{path}\"{why}", new StatusDetails());
        var resource = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
        var place = request.Namespace.Length > 0 ? $"in the namespace \"{request.Namespace}\"" : "at the cluster scope";
        var groupResource = request.Group.Length > 0 ? $"{request.Resource}.{request.Group}" : request.Resource;
        var subject = request.Name.Length > 0 ? $"{groupResource} \"{request.Name}\"" : groupResource;
        return Make(
            403,
            "Forbidden",
            $"{subject} is forbidden: User \"{request.User.Name}\" cannot {request.Verb} resource \"{resource}\" in API group \"{request.Group}\" {place}{why}",
            new StatusDetails { Name = NullIfEmpty(request.Name), Group = NullIfEmpty(request.Group), Kind = request.Resource });
    }

    /// <summary>403 for another cause.</summary>
    public static Status Forbidden(KindInfo kind, string name, string why) =>
        Make(403, "Forbidden", $"{kind.GroupResource} \"{name}\" is forbidden: {why}", Details(kind, name));

    /// <summary>406.</summary>
    public static Status NotAcceptable() => Make(
        406, "NotAcceptable", "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf", null);

    /// <summary>415.</summary>
    public static Status UnsupportedMediaType(string accepted) => Make(
        415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted}", null);

    /// <summary>410: the version, or the continue token, is too old.</summary>
    public static Status Expired(string message, string? inconsistentContinue = null)
    {
        var status = Make(410, "Expired", message, null);
        return inconsistentContinue is null ? status : status with { Metadata = new ListMeta { Continue = inconsistentContinue } };
    }

    /// <summary>410 of a watch.</summary>
    public static Status TooOldResourceVersion(long asked, long oldest) => Expired($"too old resource version: {asked} ({oldest})");

    /// <summary>504: the version has not come yet, and did not come in time.</summary>
    public static Status TooLargeResourceVersion(long asked, long current) => Make(
        504,
        "Timeout",
        $"Too large resource version: {asked}, current: {current}",
        new StatusDetails { RetryAfterSeconds = 1, Causes = [new StatusCause { Reason = "ResourceVersionTooLarge", Message = "Too large resource version" }] });

    /// <summary>413.</summary>
    public static Status RequestEntityTooLarge(long limit) =>
        Make(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}", null);

    /// <summary>422: invalid options of a request.</summary>
    /// <param name="kind">The kind of the options with its group, such as <c>ListOptions.meta.k8s.io</c>.</param>
    /// <param name="causes">Field, reason and message of each error.</param>
    public static Status Invalid(string kind, string name, params ReadOnlySpan<StatusCause> causes)
    {
        var texts = new string[causes.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = $"{causes[i].Field}: {causes[i].Message}";
        var all = texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        var dot = kind.IndexOf('.', StringComparison.Ordinal);
        return Make(422, "Invalid", $"{kind} \"{name}\" is invalid: {all}", new StatusDetails
        {
            Name = NullIfEmpty(name),
            Kind = dot < 0 ? kind : kind[..dot],
            Group = dot < 0 ? null : kind[(dot + 1)..],
            Causes = causes.ToArray(),
        });
    }

    /// <summary>422 for one field of an object of a kind.</summary>
    public static Status Invalid(KindInfo kind, string name, string field, string reason, string message) => Invalid(
        kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}", name, new StatusCause { Field = field, Reason = reason, Message = message });

    /// <summary>What a patch could not do.</summary>
    public static Status Of(PatchError error) => Make(
        error.Code, error.Reason, error.Message, error.Cause is null ? new StatusDetails() : new StatusDetails { Causes = [new StatusCause { Message = error.Cause }] });

    /// <summary>409: others own what an apply would change.</summary>
    public static Status ApplyConflict(ApplyResult result)
    {
        var causes = new StatusCause[result.Conflicts.Count];
        for (var i = 0; i < causes.Length; i++)
            causes[i] = new StatusCause { Reason = Machinery.Apply.ApplyConflict.CauseReason, Message = result.Conflicts[i].Message, Field = result.Conflicts[i].Path };
        return Make(409, "Conflict", result.ConflictMessage, new StatusDetails { Causes = causes });
    }

    /// <summary>500. Says what, never where.</summary>
    public static Status InternalError(string message) => Make(
        500, "InternalError", $"Internal error occurred: {message}", new StatusDetails { Causes = [new StatusCause { Message = message }] });

    /// <summary>404: the node of a Pod is not there, or has no address.</summary>
    public static Status NodeUnknown(string node) => Make(
        404, "NotFound", $"nodes \"{node}\" not found or without an address", new StatusDetails { Name = node, Kind = "nodes" });

    /// <summary>What a backend refused, in its own words.</summary>
    /// <param name="code">The backend's status code.</param>
    /// <param name="text">The backend's body.</param>
    /// <param name="request">What was asked, such as <c>get pods/log web</c>; empty to leave it out.</param>
    public static Status FromBackend(int code, string text, string request = "")
    {
        var asked = request.Length > 0 ? $" ({request})" : "";
        return code switch
        {
            400 => BadRequest(text),
            404 => NotFound(text.Length > 0 ? text : $"the server could not find the requested resource{asked}"),
            401 => Make(401, "Unauthorized", $"the server has asked for the client to provide credentials{asked}", new StatusDetails()),
            403 => Make(403, "Forbidden", text.Length > 0 ? text : $"the node's agent refused{asked}", new StatusDetails()),
            _ => Make(
                code is >= 400 and < 600 ? code : 500,
                "InternalError",
                $"an error on the server (\"{text}\") has prevented the request from succeeding{asked}",
                new StatusDetails { Causes = [new StatusCause { Reason = "UnexpectedServerResponse", Message = text }] }),
        };
    }

    /// <summary>503.</summary>
    public static Status ServiceUnavailable(string message) => Make(503, "ServiceUnavailable", message, null);

    /// <summary>504.</summary>
    public static Status Timeout(string message) => Make(504, "Timeout", $"Timeout: {message}", new StatusDetails());

    /// <summary>429.</summary>
    public static Status TooManyRequests(string message, int retryAfterSeconds) => Make(
        429, "TooManyRequests", message, new StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    private static StatusDetails Details(KindInfo kind, string name) =>
        new() { Name = NullIfEmpty(name), Group = NullIfEmpty(kind.Group), Kind = kind.Plural };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static Status Make(int code, string reason, string message, StatusDetails? details) => new()
    {
        Kind = "Status",
        ApiVersion = "v1",
        Metadata = new ListMeta(),
        Outcome = "Failure",
        Message = message,
        Reason = reason,
        Details = details,
        Code = code,
    };
}
