using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>
/// Server-side apply (KEP-555): merges a configuration into an object, removes what the manager applied before and no longer does,
/// and refuses to change what others own. Thread-safe.
/// </summary>
public static class ServerSideApply
{
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>Applies a configuration.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="live">The stored object; null where there is none yet. Left as it is.</param>
    /// <param name="applied">The configuration as the client sent it, without defaults. Left as it is.</param>
    /// <param name="options">Who applies, and how.</param>
    /// <returns>A new object, or why there is none. Defaults and validation are the caller's.</returns>
    public static ApplyResult Apply(KindInfo kind, JsonObject? live, JsonObject applied, ApplyOptions options)
    {
        if ((applied["metadata"] as JsonObject)?["managedFields"] is not null)
            return ApplyResult.Refused("metadata.managedFields must be nil");
        if (AppliedConfiguration.Check(kind, applied) is { } error)
            return ApplyResult.Refused($"failed to create typed patch object ({Describe(kind, applied)}): {error}");
        var configuration = Prepare(applied, options.ResetFields ?? ResetFields.Of(kind, options.Subresource), FieldShape.Root(kind));
        var result = Attempt(kind, live, configuration, options, out var conflicting);
        if (result.Conflicts.Count > 0 && options.Manager == LastApplied.Manager && live is not null)
        {
            // fields that client-side apply wrote belong to the same person: server-side apply takes them over
            var allowed = LastApplied.Fields(kind, live);
            if (conflicting.Difference(allowed).IsEmpty)
                result = Attempt(kind, live, configuration, options with { Force = true }, out _);
            else if (!allowed.IsEmpty)
                result = Attempt(kind, live, configuration, options, out _, allowed);
        }
        if (result.IsApplied && options.Manager == LastApplied.Manager)
            LastApplied.Renew(result.Object, applied);
        return result;
    }

    private static ApplyResult Attempt(
        KindInfo kind, JsonObject? live, JsonObject configuration, ApplyOptions options, out FieldSet conflicting, FieldSet? allowed = null)
    {
        conflicting = FieldSet.Empty;
        var shape = FieldShape.Root(kind);
        var managed = Entries(kind, live, options);
        var own = managed.Find(options.Manager, "Apply", kind.ApiVersion, options.Subresource);
        var entry = new ManagedEntry(options.Manager, "Apply", kind.ApiVersion, options.Subresource) { Fields = OwnedFields.Of(configuration, shape) };
        managed.Replace(own, entry);

        var merged = (JsonObject?)live?.DeepClone() ?? [];
        StructuredMerge.Into(merged, configuration, shape);
        if (own is not null)
            FieldRemoval.From(merged, Abandoned(own.Fields, managed, shape), shape);

        var difference = FieldComparison.Of(kind, live, merged);
        if (!options.Force)
        {
            var conflicts = Conflicts(managed, entry, difference.Changed, allowed, ref conflicting);
            if (conflicts.Count > 0)
                return ApplyResult.Refused(conflicts);
        }
        managed.Subtract(difference, except: entry);
        if (own?.Time is { } time && difference.IsEmpty && own.Fields.SetEquals(entry.Fields))
            entry.Touch(time);
        else
            entry.Touch(ManagedEntries.Stamp(options.Now));
        SetManagedFields(merged, managed);
        return ApplyResult.Of(merged);
    }

    /// <summary>The entries of the live object. One that has none gets them for what was there before the first apply.</summary>
    private static ManagedEntries Entries(KindInfo kind, JsonObject? live, ApplyOptions options)
    {
        var managed = ManagedEntries.Read((live?["metadata"] as JsonObject)?["managedFields"], check: true) ?? ManagedEntries.None();
        if (managed.Count == 0 && live is not null)
            ManagedFields.Record(managed, FieldComparison.Of(kind, null, live), BeforeFirstApply, "Update", kind.ApiVersion, "", options.Now);
        return managed;
    }

    /// <summary>The fields that the manager applied last time and that nobody names now.</summary>
    private static FieldSet Abandoned(FieldSet last, ManagedEntries managed, FieldShape shape)
    {
        var owned = FieldSet.Empty;
        foreach (var entry in managed.All)
            owned = owned.Union(entry.Fields);
        return OwnedFields.WithNamed(last, shape).Difference(OwnedFields.WithNamed(owned, shape)).Difference(OwnedFields.Kept);
    }

    private static List<ApplyConflict> Conflicts(ManagedEntries managed, ManagedEntry own, FieldSet changed, FieldSet? allowed, ref FieldSet conflicting)
    {
        var conflicts = new List<ApplyConflict>();
        foreach (var entry in managed.All.OrderBy(entry => entry.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.Operation, StringComparer.Ordinal).ThenBy(entry => entry.Subresource, StringComparer.Ordinal))
        {
            if (ReferenceEquals(entry, own))
                continue;
            var fields = entry.Fields.Intersection(changed);
            if (allowed is not null)
                fields = fields.Difference(allowed);
            conflicting = conflicting.Union(fields);
            var name = Describe(entry);
            conflicts.AddRange(fields.Paths().Select(path => new ApplyConflict(name, path)));
        }
        return conflicts;
    }

    private static string Describe(ManagedEntry entry)
    {
        var name = FieldPath.Json(entry.Manager);
        if (entry.Subresource.Length > 0)
            name += " with subresource " + FieldPath.Json(entry.Subresource);
        return entry.IsApply ? name : $"{name} using {entry.ApiVersion}";
    }

    private static string Describe(KindInfo kind, JsonObject applied)
    {
        var metadata = applied["metadata"] as JsonObject ?? [];
        return $"{metadata.Text("namespace")}/{metadata.Text("name")}; {kind.Group}/{kind.Version}, Kind={kind.Kind}";
    }

    /// <summary>The configuration without what this endpoint does not write, and without nulls for what the server alone sets.</summary>
    private static JsonObject Prepare(JsonObject applied, FieldSet reset, FieldShape shape)
    {
        var configuration = (JsonObject)applied.DeepClone();
        FieldRemoval.From(configuration, reset, shape);
        if (configuration["metadata"] is not JsonObject metadata)
            return configuration;
        foreach (var name in OwnedFields.UnownedMetadata)
        {
            // clients write "creationTimestamp: null" into what they generate
            if (metadata.TryGetPropertyValue(name, out var value) && value is null)
                metadata.Remove(name);
        }
        return configuration;
    }

    private static void SetManagedFields(JsonObject obj, ManagedEntries managed)
    {
        var metadata = obj.Ensure("metadata");
        metadata.Remove("managedFields");
        if (managed.ToJson() is { } json)
            metadata.Add("managedFields", json);
    }
}
