using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;

namespace Trireme.Client.Objects;

/// <summary>Compares values of the API by what they are on the wire: records with lists and maps are not equal by themselves.</summary>
public static class ObjectComparison
{
    /// <summary>Whether both are the same on the wire.</summary>
    /// <typeparam name="T">A kind, or a structure inside of one.</typeparam>
    public static bool SameAs<T>(this T? left, T? right)
        where T : class
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left is null || right is null)
            return false;
        var first = JsonSerializer.SerializeToUtf8Bytes(left, ApiJson.Of<T>());
        var second = JsonSerializer.SerializeToUtf8Bytes(right, ApiJson.Of<T>());
        if (first.AsSpan().SequenceEqual(second))
            return true;
        // Maps may hold the same in another order.
        return first.Length == second.Length && JsonNode.DeepEquals(JsonNode.Parse(first), JsonNode.Parse(second));
    }

    /// <summary>The merge patch (RFC 7386) that makes one into the other; null where they are the same.</summary>
    /// <param name="from">What is there.</param>
    /// <param name="to">What is wanted.</param>
    public static JsonObject? MergePatch<T>(T from, T to)
        where T : class
    {
        if (ReferenceEquals(from, to))
            return null;
        var before = JsonSerializer.SerializeToNode(from, ApiJson.Of<T>())!.AsObject();
        var after = JsonSerializer.SerializeToNode(to, ApiJson.Of<T>())!.AsObject();
        var patch = Between(before, after);
        return patch.Count == 0 ? null : patch;
    }

    private static JsonObject Between(JsonObject before, JsonObject after)
    {
        var patch = new JsonObject();
        foreach (var (key, wanted) in after)
        {
            if (!before.TryGetPropertyValue(key, out var actual))
                patch[key] = wanted?.DeepClone();
            else if (actual is JsonObject left && wanted is JsonObject right)
            {
                if (Between(left, right) is { Count: > 0 } inner)
                    patch[key] = inner;
            }
            else if (!JsonNode.DeepEquals(actual, wanted))
                patch[key] = wanted?.DeepClone();
        }
        foreach (var (key, _) in before)
        {
            if (!after.ContainsKey(key))
                patch[key] = null;
        }
        return patch;
    }
}
