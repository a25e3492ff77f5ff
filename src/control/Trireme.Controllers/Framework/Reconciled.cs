using Trireme.Api.Meta.V1;

namespace Trireme.Controllers.Framework;

/// <summary>What a reconciliation came to.</summary>
internal readonly record struct Reconciled
{
    private Reconciled(bool again, TimeSpan after, string? why)
    {
        IsRetry = again;
        After = after;
        Why = why;
    }

    /// <summary>All is as it should be until something changes.</summary>
    public static Reconciled Done { get; }

    /// <summary>Whether to try again soon, and later and later while it keeps failing.</summary>
    public bool IsRetry { get; }

    /// <summary>When to look again although nothing failed; zero for never.</summary>
    public TimeSpan After { get; }

    /// <summary>What failed; null where there is nothing to tell, as with a conflict.</summary>
    public string? Why { get; }

    /// <summary>All is well; look again after a while. Null or nothing left is at once <see cref="Done"/>.</summary>
    public static Reconciled LookAgain(TimeSpan? after) =>
        after is { } wait ? new(false, wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), null) : Done;

    /// <summary>Something failed.</summary>
    public static Reconciled Retry(string? why) => new(true, TimeSpan.Zero, why);

    /// <summary>The server refused a write. That somebody else was faster is nothing to talk about.</summary>
    public static Reconciled Refused(Status error) =>
        Retry(error.Reason is "Conflict" or "NotFound" or "AlreadyExists" ? null : error.Message ?? error.Reason ?? "the server refused");
}
