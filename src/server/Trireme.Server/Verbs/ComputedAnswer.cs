using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;

namespace Trireme.Server.Verbs;

/// <summary>What a computed resource answers: an object, sent with 201, or a refusal.</summary>
internal readonly struct ComputedAnswer
{
    private ComputedAnswer(JsonObject? value, Status? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The object; null where the request is refused.</summary>
    public JsonObject? Value { get; }

    /// <summary>The refusal; null where there is an object.</summary>
    public Status? Error { get; }

    public static implicit operator ComputedAnswer(JsonObject value) => new(value, null);

    public static implicit operator ComputedAnswer(Status error) => new(null, error);
}
