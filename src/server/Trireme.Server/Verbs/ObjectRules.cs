using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Apply;
using Trireme.Machinery.Defaulting;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Validation;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>Where the server meets what the schema knows about objects: defaults, validation and managed fields.</summary>
internal static class ObjectRules
{
    /// <summary>Fills in defaults, in place.</summary>
    public static void Default(KindInfo kind, JsonObject obj) => Defaulter.Apply(kind, obj);

    /// <summary>Validates a new object.</summary>
    public static Status? ValidateCreate(KindInfo kind, JsonObject obj)
    {
        var errors = new FieldErrors();
        ObjectValidator.ValidateCreate(kind, obj, errors);
        return errors.IsEmpty ? null : errors.ToStatus(kind, obj.Metadata().Text("name") ?? "");
    }

    /// <summary>Validates a changed object.</summary>
    public static Status? ValidateUpdate(KindInfo kind, JsonObject obj, JsonObject old, string subresource)
    {
        var errors = new FieldErrors();
        ObjectValidator.ValidateUpdate(kind, obj, old, subresource, errors);
        return errors.IsEmpty ? null : errors.ToStatus(kind, obj.Metadata().Text("name") ?? "");
    }

    /// <summary>Notes in the managed fields who wrote what.</summary>
    public static void TrackManagedFields(WriteRequest request, JsonObject? old, JsonObject obj, TimeProvider time) => ManagedFields.Update(
        request.Kind, old, obj, request.FieldManager, "Update", request.Kind.ApiVersion, request.Subresource, time.GetUtcNow());
}
