namespace Trireme.Node.Logs;

/// <summary>What of a log is wanted.</summary>
internal sealed record LogQuery
{
    /// <summary>Whether to wait for what comes.</summary>
    public bool Follow { get; init; }

    /// <summary>Only the last lines; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only what was written from then on; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The most bytes; null for no limit.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Whether each line begins with its time.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Whether standard output is wanted.</summary>
    public bool Output { get; init; } = true;

    /// <summary>Whether standard error is wanted.</summary>
    public bool Error { get; init; } = true;
}
