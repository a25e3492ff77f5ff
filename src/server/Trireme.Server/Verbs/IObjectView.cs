using System.Buffers;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Writes objects as a client wants to see them: whole, as rows of a Table, or as metadata. One instance serves one request.</summary>
internal interface IObjectView
{
    /// <summary>The kind of what is written, as bookmarks name it.</summary>
    string Kind { get; }

    /// <summary>The version of what is written, as bookmarks name it.</summary>
    string ApiVersion { get; }

    /// <summary>Writes a list.</summary>
    void WriteList(IBufferWriter<byte> output, ListPage page);

    /// <summary>Writes an object that stands alone, or in a watch event.</summary>
    void WriteOne(IBufferWriter<byte> output, CachedObject value);
}
