using System.Text.Json.Nodes;

namespace Trireme.Machinery.Validation;

/// <summary>The rules of one kind beyond metadata and schema. Stateless and thread-safe.</summary>
internal abstract class KindValidator
{
    /// <summary>The form of the object's name.</summary>
    public virtual IReadOnlyList<string> Name(string name) => NameRules.Subdomain(name);

    /// <summary>What holds for every object of the kind.</summary>
    public abstract void Validate(JsonObject obj, FieldErrors errors);

    /// <summary>What holds for a new object.</summary>
    public virtual void ValidateCreate(JsonObject obj, FieldErrors errors) => Validate(obj, errors);

    /// <summary>What holds for a change.</summary>
    /// <param name="obj">The object as it would become.</param>
    /// <param name="old">The object as it is.</param>
    /// <param name="subresource">The subresource written to; empty for the object itself.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public virtual void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        if (subresource != "status")
            Validate(obj, errors);
    }

    /// <summary>The message that a field may not change.</summary>
    protected const string FieldIsImmutable = "field is immutable";

    /// <summary>Whether two values are the same, a missing one being the same as none.</summary>
    protected static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);
}
