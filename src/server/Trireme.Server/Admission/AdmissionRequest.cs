using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;

namespace Trireme.Server.Admission;

/// <summary>An object on its way into the store. Plugins may change <see cref="Object"/> in place. Used by one request only.</summary>
internal sealed class AdmissionRequest
{
    /// <summary>The kind of the object.</summary>
    public required KindInfo Kind { get; init; }

    /// <summary>The subresource; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>What is being done.</summary>
    public required AdmissionOperation Operation { get; init; }

    /// <summary>The namespace; empty for kinds outside of namespaces.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name; may be empty for a create with a generated name.</summary>
    public required string Name { get; init; }

    /// <summary>The object after defaulting, not yet validated; null for a deletion.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>The stored object; null for a creation. Not to be changed.</summary>
    public JsonObject? Old { get; init; }

    /// <summary>Who does it.</summary>
    public required UserInfo User { get; init; }

    /// <summary>Whether nothing will be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Warnings for the client.</summary>
    public List<string> Warnings { get; } = [];
}
