using Trireme.Server.Cache;

namespace Trireme.Server.Watch;

/// <summary>What one watcher is to be told.</summary>
/// <param name="Type">What happened, as this watcher's selection sees it.</param>
/// <param name="Object">The object to send; null with a bookmark.</param>
/// <param name="Revision">The revision up to which the watcher has been told everything once it has this.</param>
internal readonly record struct WatchItem(CacheEventType Type, CachedObject? Object, long Revision);
