using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>How refusals of admission name the object, and which objects a plugin is asked about.</summary>
internal static class AdmissionNames
{
    /// <summary>403 for the object of the request.</summary>
    public static Status Forbid(this AdmissionRequest request, string why, IReadOnlyList<StatusCause>? causes = null) =>
        causes is null ? StatusErrors.Forbidden(request.Kind, request.ShownName(), why) : StatusErrors.Forbidden(request.Kind, request.ShownName(), why, causes);

    /// <summary>The object's name; before one is generated, its prefix.</summary>
    public static string ShownName(this AdmissionRequest request)
    {
        if (request.Name.Length > 0)
            return request.Name;
        var metadata = request.Object?.Object("metadata");
        return metadata?.Text("name") is { Length: > 0 } name ? name : metadata?.Text("generateName") is { Length: > 0 } prefix ? prefix : "Unknown";
    }

    /// <summary>Whether it is this operation on an object itself, of a resource of the core group.</summary>
    public static bool Is(this AdmissionRequest request, AdmissionOperation operation, string plural) =>
        request.Operation == operation && request.Subresource.Length == 0 && request.Kind.Group.Length == 0 && request.Kind.Plural == plural;

    /// <summary>The items of a list that are structures.</summary>
    public static IEnumerable<JsonObject> Items(this JsonObject obj, string name) => (obj.List(name) ?? []).OfType<JsonObject>();

    /// <summary>The list in a field, made when missing.</summary>
    public static JsonArray EnsureList(this JsonObject obj, string name)
    {
        if (obj.List(name) is { } known)
            return known;
        var made = new JsonArray();
        obj[name] = made;
        return made;
    }
}
