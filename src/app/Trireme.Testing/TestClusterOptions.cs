namespace Trireme.Testing;

/// <summary>What a test wants of its cluster. Immutable.</summary>
public sealed record TestClusterOptions
{
    /// <summary>Whether the server opens an HTTPS port on loopback as well.</summary>
    public bool Listen { get; init; }

    /// <summary>The clock of the server.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
