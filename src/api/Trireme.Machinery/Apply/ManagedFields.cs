using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>Keeps <c>metadata.managedFields</c> up to date on ordinary writes (KEP-555). Thread-safe.</summary>
public static class ManagedFields
{
    /// <summary>
    /// Records that a manager wrote an object: fields that the write changed become the manager's and nobody else's, fields that it
    /// removed nobody's. Call it after defaults and before the object is stored. Does little when nothing changed.
    /// </summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="before">The stored object; null on create. Left as it is.</param>
    /// <param name="after">The object to store; its <c>metadata.managedFields</c> is set.</param>
    /// <param name="manager">The manager: the <c>fieldManager</c> parameter, or what the user agent says before its first slash.</param>
    /// <param name="operation"><c>Update</c>.</param>
    /// <param name="apiVersion">The version in which the object was sent, such as <c>apps/v1</c>.</param>
    /// <param name="subresource">The subresource that was written; empty for the object itself.</param>
    /// <param name="now">The time of the write.</param>
    public static void Update(
        KindInfo kind, JsonObject? before, JsonObject after, string manager, string operation, string apiVersion, string subresource, DateTimeOffset now)
    {
        if (after["metadata"] is not JsonObject metadata)
            return;
        var difference = FieldComparison.Of(kind, before, after);
        var stored = (before?["metadata"] as JsonObject)?["managedFields"];
        var isEcho = stored is not null && metadata["managedFields"] is { } given && FieldsV1.AreSame(given, stored);
        if (isEcho && difference.IsEmpty)
            return;
        var managed = Start(stored, isEcho, metadata, subresource);
        metadata.Remove("managedFields");
        // an object whose entries somebody cleared stays without them until it is applied
        if (managed.Count == 0 && before is not null)
            return;
        Record(managed, difference, manager, operation, apiVersion, subresource, now);
        if (managed.ToJson() is { } json)
            metadata.Add("managedFields", json);
    }

    internal static void Record(
        ManagedEntries managed, in FieldComparison difference, string manager, string operation, string apiVersion, string subresource, DateTimeOffset now)
    {
        if (difference.IsEmpty)
            return;
        managed.Subtract(difference);
        if (difference.Changed.IsEmpty)
            return;
        var own = managed.Ensure(manager, operation, apiVersion, subresource);
        own.Fields = own.Fields.Union(difference.Changed);
        own.Touch(ManagedEntries.Stamp(now));
        managed.Cap();
    }

    /// <summary>The entries to start from: those that the request brings, or those that are stored.</summary>
    private static ManagedEntries Start(JsonNode? stored, bool isEcho, JsonObject metadata, string subresource)
    {
        var given = metadata["managedFields"];
        if (given is not null && (isEcho || subresource.Length == 0))
        {
            if (IsReset(given))
                return ManagedEntries.None();
            if (ManagedEntries.Read(given, check: !isEcho, consume: true) is { Count: > 0 } entries)
                return entries;
        }
        return ManagedEntries.Read(stored, check: false) ?? ManagedEntries.None();
    }

    private static bool IsReset(JsonNode given) => given is JsonArray { Count: 0 } || (given is JsonArray { Count: 1 } list && list[0] is JsonObject { Count: 0 });
}
