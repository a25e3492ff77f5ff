namespace Trireme.Storage.Sqlite.Reading;

/// <summary>A piece of the log.</summary>
/// <param name="Events">The events of the asked keys.</param>
/// <param name="UpTo">The log was read up to and including this revision.</param>
internal readonly record struct HistoryChunk(IReadOnlyList<StoreEvent> Events, long UpTo);
