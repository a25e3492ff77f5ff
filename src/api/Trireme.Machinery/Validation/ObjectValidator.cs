using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Validation;

/// <summary>
/// Checks objects that were decoded and defaulted, as a Kubernetes API server does before it stores them: the metadata, the rules of the kind,
/// and what the schema says about values. Thread-safe for different objects; the objects are not changed.
/// </summary>
public static class ObjectValidator
{
    /// <summary>Checks a new object. Its name has been generated and its namespace filled in.</summary>
    public static void ValidateCreate(KindInfo kind, JsonObject obj, FieldErrors errors)
    {
        var rules = KindValidators.Of(kind);
        ObjectMetaValidator.Validate(kind, obj, rules, errors);
        rules?.ValidateCreate(obj, errors);
        SchemaValidator.Validate(kind, obj, errors);
    }

    /// <summary>Checks a change.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="obj">The object as it would become.</param>
    /// <param name="old">The object as it is stored.</param>
    /// <param name="subresource">The subresource that is written to, such as <c>status</c>; empty for the object itself.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static void ValidateUpdate(KindInfo kind, JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        var rules = KindValidators.Of(kind);
        ObjectMetaValidator.ValidateUpdate(kind, obj, old, errors);
        rules?.ValidateUpdate(obj, old, subresource, errors);
        SchemaValidator.ValidateUpdate(kind, obj, old, subresource, errors);
    }
}
