using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Patch;

/// <summary>JSON patch (RFC 6902).</summary>
public static class JsonPatch
{
    /// <summary>How many operations a patch may have.</summary>
    public const int MaxOperations = 10_000;

    /// <summary>How many bytes of JSON all copy operations of a patch may add.</summary>
    public const int MaxCopiedBytes = 3 * 1024 * 1024;

    private const string Missing = "missing value";

    /// <summary>Applies a JSON patch, all of it or none.</summary>
    /// <param name="target">The document to patch; it is changed in place and must not be used after an error.</param>
    /// <param name="patch">The list of operations; left as it is.</param>
    public static PatchResult Apply(JsonNode target, JsonNode? patch)
    {
        if (patch is not JsonArray operations)
            return PatchError.BadRequest($"json: cannot unmarshal {TypeName(patch)} into Go value of type jsonpatch.Patch");
        if (operations.Count > MaxOperations)
            return PatchError.TooLarge($"The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}");
        foreach (var operation in operations)
        {
            if (operation is not JsonObject)
                return PatchError.BadRequest($"json: cannot unmarshal {TypeName(operation)} into Go value of type jsonpatch.Operation");
        }
        long copied = 0;
        foreach (var operation in operations)
        {
            if (Apply(target, (JsonObject)operation!, ref copied) is { Length: > 0 } error)
                return PatchError.Unprocessable(error);
        }
        return target;
    }

    private static string Apply(JsonNode document, JsonObject operation, ref long copied)
    {
        var kind = Text(operation, "op") ?? "unknown";
        if (kind is not ("add" or "remove" or "replace" or "move" or "test" or "copy"))
            return $"Unexpected kind: {kind}";
        if (Text(operation, "path") is not { } path)
            return $"{kind} operation failed to decode path: {Missing}";
        var value = operation["value"];
        switch (kind)
        {
            case "add":
                return Add(document, path, value);
            case "remove":
                return Remove(document, path);
            case "replace":
                return Replace(document, path, value);
            case "test":
                return Test(document, path, value);
        }
        if (Text(operation, "from") is not { } from)
            return $"{kind} operation failed to decode from: {Missing}";
        return kind == "move" ? Move(document, from, path) : Copy(document, from, path, ref copied);
    }

    private static string Add(JsonNode document, string path, JsonNode? value)
    {
        var (container, key) = JsonPointer.Find(document, path);
        if (container is null)
            return $"add operation does not apply: doc is missing path: \"{path}\": {Missing}";
        return Wrap($"error in add for path: '{path}'", Insert(container, key, value?.DeepClone()));
    }

    private static string Remove(JsonNode document, string path)
    {
        var (container, key) = JsonPointer.Find(document, path);
        if (container is null)
            return $"remove operation does not apply: doc is missing path: \"{path}\": {Missing}";
        return Wrap($"error in remove for path: '{path}'", Take(container, key, out _));
    }

    private static string Replace(JsonNode document, string path, JsonNode? value)
    {
        var (container, key) = JsonPointer.Find(document, path);
        if (container is null)
            return $"replace operation does not apply: doc is missing path: {path}: {Missing}";
        switch (container)
        {
            case JsonObject fields when fields.ContainsKey(key):
                fields[key] = value?.DeepClone();
                return "";
            case JsonArray items when JsonPointer.TryIndex(key, items.Count, out var index, out _):
                items[index] = value?.DeepClone();
                return "";
            default:
                return $"replace operation does not apply: doc is missing key: {path}: {Missing}";
        }
    }

    private static string Test(JsonNode document, string path, JsonNode? value)
    {
        var (container, key) = JsonPointer.Find(document, path);
        if (container is null)
            return $"test operation does not apply: is missing path: {path}: {Missing}";
        var error = Get(container, key, out var actual);
        if (error.Length > 0)
            return Wrap($"error in test for path: '{path}'", error);
        return JsonNode.DeepEquals(actual, value) ? "" : $"testing value {path} failed: test failed";
    }

    private static string Move(JsonNode document, string from, string path)
    {
        var (source, sourceKey) = JsonPointer.Find(document, from);
        if (source is null)
            return $"move operation does not apply: doc is missing from path: {from}: {Missing}";
        var error = Take(source, sourceKey, out var moved);
        if (error.Length > 0)
            return Wrap($"error in move for path: '{sourceKey}'", error);
        var (container, key) = JsonPointer.Find(document, path);
        if (container is null)
            return $"move operation does not apply: doc is missing destination path: {path}: {Missing}";
        return Wrap($"error in move for path: '{path}'", Insert(container, key, moved));
    }

    private static string Copy(JsonNode document, string from, string path, ref long copied)
    {
        var (source, sourceKey) = JsonPointer.Find(document, from);
        if (source is null)
            return $"copy operation does not apply: doc is missing from path: {from}: {Missing}";
        var error = Get(source, sourceKey, out var original);
        if (error.Length > 0)
            return Wrap($"error in copy for from: '{from}'", error);
        var (container, key) = JsonPointer.Find(document, path);
        if (container is null)
            return $"copy operation does not apply: doc is missing destination path: {path}: {Missing}";
        copied += original is null ? 4 : Encoding.UTF8.GetByteCount(original.ToJsonString());
        if (copied > MaxCopiedBytes)
        {
            return $"Unable to complete the copy, the accumulated size increase of copy is {copied}, exceeding the limit {MaxCopiedBytes}";
        }
        return Wrap("error while adding value during copy", Insert(container, key, original?.DeepClone()));
    }

    private static string Get(JsonNode container, string key, out JsonNode? value)
    {
        value = null;
        if (container is JsonObject fields)
        {
            value = fields[key]; // an absent field equals null
            return "";
        }
        var items = (JsonArray)container;
        if (!JsonPointer.TryIndex(key, items.Count, out var index, out var error))
            return error;
        value = items[index];
        return "";
    }

    private static string Take(JsonNode container, string key, out JsonNode? value)
    {
        value = null;
        if (container is JsonObject fields)
            return fields.Remove(key, out value) ? "" : $"Unable to remove nonexistent key: {key}: {Missing}";
        var items = (JsonArray)container;
        if (!JsonPointer.TryIndex(key, items.Count, out var index, out var error))
            return error;
        value = items[index];
        items.RemoveAt(index);
        return "";
    }

    private static string Insert(JsonNode container, string key, JsonNode? value)
    {
        if (container is JsonObject fields)
        {
            fields[key] = value;
            return "";
        }
        var items = (JsonArray)container;
        if (key == "-")
        {
            items.Add(value);
            return "";
        }
        if (!JsonPointer.TryIndex(key, items.Count + 1, out var index, out var error))
            return error;
        items.Insert(index, value);
        return "";
    }

    private static string Wrap(string what, string error) => error.Length == 0 ? "" : $"{what}: {error}";

    private static string? Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string TypeName(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };
}
