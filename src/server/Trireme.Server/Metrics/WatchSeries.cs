namespace Trireme.Server.Metrics;

/// <summary>The watches of one kind. Change the fields with <see cref="Interlocked"/>.</summary>
internal sealed class WatchSeries
{
    /// <summary>How many run.</summary>
    public long Running;

    /// <summary>How many were ended because their clients read too slowly.</summary>
    public long Overflowed;
}
