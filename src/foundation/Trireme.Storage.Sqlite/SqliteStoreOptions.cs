namespace Trireme.Storage.Sqlite;

/// <summary>How a <see cref="SqliteStore"/> keeps its history and its size.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>History older than this is compacted away by itself; null to keep it. Kubernetes' API server asks etcd for the same five minutes.</summary>
    public TimeSpan? HistoryDuration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>History beyond this many revisions is compacted away by itself; null to keep it.</summary>
    public long? HistoryRevisions { get; init; } = 100_000;

    /// <summary>The largest the database file may grow, in bytes; null for as large as the disk. Beyond it writes are refused with <see cref="StoreFault.DiskFull"/>.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>The largest value, in bytes: what a Kubernetes request may carry.</summary>
    public int MaxValueBytes { get; init; } = 3 * 1024 * 1024;

    /// <summary>Told when a compaction or a checkpoint that nobody waits for has failed; it is tried again later. Called on the store's thread: must be quick.</summary>
    public Action<StoreException>? OnBackgroundFailure { get; init; }
}
