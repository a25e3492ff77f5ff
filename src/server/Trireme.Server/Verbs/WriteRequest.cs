using Trireme.Machinery.Schema;
using Trireme.Server.Auth;

namespace Trireme.Server.Verbs;

/// <summary>What a write is about, apart from the object. Used by one request only.</summary>
internal sealed class WriteRequest
{
    /// <summary>The kind of the object.</summary>
    public required KindInfo Kind { get; init; }

    /// <summary>The namespace of the URL; empty outside of namespaces.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the URL; empty for a create.</summary>
    public required string Name { get; init; }

    /// <summary>The subresource that is written; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Who writes.</summary>
    public required UserInfo User { get; init; }

    /// <summary>Who the managed fields say writes.</summary>
    public required string FieldManager { get; init; }

    /// <summary>Whether the write is an apply, which keeps the managed fields itself.</summary>
    public bool IsApply { get; init; }

    /// <summary>Whether the write is a step that the server itself takes, such as a binding: what is written needs no validation and has no manager.</summary>
    public bool IsTransition { get; init; }

    /// <summary>Whether nothing is to be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Warnings for the client.</summary>
    public required List<string> Warnings { get; init; }
}
