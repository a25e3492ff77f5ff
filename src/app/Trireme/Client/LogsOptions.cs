namespace Trireme.Client;

/// <summary>What <c>trireme logs</c> was asked for.</summary>
internal sealed record LogsOptions
{
    /// <summary>Whether to go on with what is written from now on.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether the last run of the container is meant.</summary>
    public bool Previous { get; init; }

    /// <summary>The container; null for the default one.</summary>
    public string? Container { get; init; }

    /// <summary>Whether all containers are meant.</summary>
    public bool AllContainers { get; init; }

    /// <summary>How many lines from the end; below zero for all.</summary>
    public long Tail { get; init; } = -1;

    /// <summary>Only what is younger, in seconds; null for all.</summary>
    public long? SinceSeconds { get; init; }

    /// <summary>Only what was written from this moment on (RFC 3339).</summary>
    public string? SinceTime { get; init; }

    /// <summary>Whether each line begins with its moment.</summary>
    public bool Timestamps { get; init; }

    /// <summary>The most bytes of each log; 0 for all.</summary>
    public long LimitBytes { get; init; }

    /// <summary>Whether each line begins with pod and container.</summary>
    public bool Prefix { get; init; }

    /// <summary>The most logs that are followed at once.</summary>
    public int MaximumRequests { get; init; } = 5;
}
