using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>What the server does with the metadata of every object: the fields that it owns, names and namespaces.</summary>
internal static class MetadataRules
{
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789"; // no vowels, and nothing that looks like another: no words come out
    private const int SuffixLength = 5;
    private const int LongestGenerated = 63;

    private static readonly string[] ServerOwned = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"];

    /// <summary>Puts the URL's namespace into the object; refuses an object of another one.</summary>
    public static Status? CheckNamespace(JsonObject metadata, KindInfo kind, string ns)
    {
        var own = metadata.Text("namespace") ?? "";
        if (!kind.Namespaced)
        {
            metadata.Remove("namespace");
            return null;
        }
        if (own.Length == 0)
            metadata["namespace"] = ns;
        else if (own != ns)
            return StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        return null;
    }

    /// <summary>Refuses an update that is about another object than the URL's.</summary>
    public static Status? CheckIdentity(JsonObject metadata, JsonObject old, KindInfo kind, string name)
    {
        var own = metadata.Text("name") ?? "";
        if (own.Length == 0)
            metadata["name"] = name;
        else if (own != name)
            return StatusErrors.BadRequest($"the name of the object ({own}) does not match the name on the URL ({name})");
        var uid = metadata.Text("uid");
        if (!string.IsNullOrEmpty(uid) && uid != old.Text("uid"))
        {
            return StatusErrors.Conflict(
                kind, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {old.Text("uid")}");
        }
        return null;
    }

    /// <summary>Sets what the server owns of a new object, and a name where one is to be generated.</summary>
    /// <returns>Whether the name was generated.</returns>
    public static bool PrepareForCreate(JsonObject metadata, TimeProvider time)
    {
        foreach (var name in ServerOwned)
            metadata.Remove(name);
        metadata.Remove("selfLink");
        metadata.Remove("resourceVersion");
        metadata["uid"] = Guid.NewGuid().ToString("D");
        metadata.SetTime("creationTimestamp", time.GetUtcNow());
        if (metadata.Text("name") is { Length: > 0 } || metadata.Text("generateName") is not { Length: > 0 })
            return false;
        GenerateName(metadata);
        return true;
    }

    /// <summary>Sets the name to the prefix and five random characters.</summary>
    public static void GenerateName(JsonObject metadata)
    {
        var prefix = metadata.Text("generateName")!;
        if (prefix.Length > LongestGenerated - SuffixLength)
            prefix = prefix[..(LongestGenerated - SuffixLength)];
        metadata["name"] = prefix + RandomNumberGenerator.GetString(NameAlphabet, SuffixLength);
    }

    /// <summary>Keeps what the server owns of a changed object.</summary>
    public static void PrepareForUpdate(JsonObject metadata, JsonObject old)
    {
        foreach (var name in ServerOwned)
            metadata.CopyField(name, old);
        metadata.Remove("selfLink");
        if (metadata["managedFields"] is null)
            metadata.CopyField("managedFields", old);
    }
}
