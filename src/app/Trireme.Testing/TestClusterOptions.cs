namespace Trireme.Testing;

/// <summary>What a test wants of its cluster. Immutable.</summary>
public sealed record TestClusterOptions
{
    /// <summary>Whether the server opens an HTTPS port on loopback as well.</summary>
    public bool Listen { get; init; }

    /// <summary>Whether the controllers run.</summary>
    public bool Controllers { get; init; }

    /// <summary>Whether the scheduler runs. Nothing runs Pods: a node is an object that the test makes, with the status that it likes.</summary>
    public bool Scheduler { get; init; }

    /// <summary>The clock of the cluster.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
