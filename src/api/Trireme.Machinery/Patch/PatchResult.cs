using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Patch;

/// <summary>What came of a patch: the patched value or an error.</summary>
public readonly record struct PatchResult
{
    private PatchResult(JsonNode? value, PatchError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The patched value; null when there is an error.</summary>
    public JsonNode? Value { get; }

    /// <summary>Why the patch could not be applied; null when it was.</summary>
    public PatchError? Error { get; }

    /// <summary>Whether the patch was applied.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsApplied => Error is null;

    /// <summary>The patched value as an object; null when it is none or there is an error.</summary>
    public JsonObject? Object => Value as JsonObject;

    public static implicit operator PatchResult(JsonNode? value) => new(value, null);

    public static implicit operator PatchResult(PatchError error) => new(null, error);
}
