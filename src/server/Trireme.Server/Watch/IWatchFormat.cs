using System.Buffers;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;

namespace Trireme.Server.Watch;

/// <summary>How the events of a watch are written. One instance serves one watch.</summary>
internal interface IWatchFormat
{
    /// <summary>Writes an event with an object.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="type">What happened; no bookmark.</param>
    /// <param name="value">The object.</param>
    void Event(IBufferWriter<byte> output, CacheEventType type, CachedObject value);

    /// <summary>Writes a bookmark.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="revision">The revision that the client has seen everything up to.</param>
    /// <param name="initialEventsEnd">Whether it ends the objects that were there when the watch began (KEP-3157).</param>
    void Bookmark(IBufferWriter<byte> output, long revision, bool initialEventsEnd);

    /// <summary>Writes an error.</summary>
    void Error(IBufferWriter<byte> output, Status status);
}
