namespace Trireme.Storage;

/// <summary>A running watch. One reader at a time; dispose it to stop.</summary>
public interface IStoreWatch : IAsyncDisposable
{
    /// <summary>Waits for events and returns those that are there, in revision order; an empty list means that the watch has ended.</summary>
    ValueTask<IReadOnlyList<StoreEvent>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Why the watch ended: Compacted or Overflow; Ok while it runs, and after the store was closed.</summary>
    StoreOutcome End { get; }

    /// <summary>All events up to this revision have been put into the watch's queue or had no key in its range.</summary>
    long ProgressRevision { get; }
}
