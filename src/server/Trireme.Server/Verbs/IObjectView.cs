using System.Buffers;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Writes objects as a client wants to see them: whole, as rows of a Table, or as metadata. One instance serves one request.</summary>
internal interface IObjectView
{
    /// <summary>Writes the beginning of a list, up to where the first item goes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="metadata">The list's metadata as JSON.</param>
    void BeginList(IBufferWriter<byte> output, ReadOnlySpan<byte> metadata);

    /// <summary>Writes an object as an item of a list.</summary>
    void WriteItem(IBufferWriter<byte> output, CachedObject value);

    /// <summary>Writes the end of a list.</summary>
    void EndList(IBufferWriter<byte> output);

    /// <summary>Writes an object that stands alone, or in a watch event.</summary>
    void WriteOne(IBufferWriter<byte> output, CachedObject value);

    /// <summary>How many bytes an item takes, as far as that is known before; for the choice of compression.</summary>
    int Estimate(CachedObject value);
}
