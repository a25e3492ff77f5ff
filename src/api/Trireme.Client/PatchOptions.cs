namespace Trireme.Client;

/// <summary>Query parameters of a write.</summary>
public sealed record PatchOptions
{
    /// <summary>The subresource to write; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Who writes, for managed fields; required for apply.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Whether apply takes over fields of others.</summary>
    public bool Force { get; init; }

    /// <summary>Whether nothing is to be stored.</summary>
    public bool DryRun { get; init; }
}
