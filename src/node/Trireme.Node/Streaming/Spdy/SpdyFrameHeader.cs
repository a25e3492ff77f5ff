using System.Buffers.Binary;

namespace Trireme.Node.Streaming.Spdy;

/// <summary>The first eight bytes of a frame. Source: SPDY protocol draft 3.1, section 2.2.</summary>
/// <param name="IsControl">Whether it is a control frame; a data frame otherwise.</param>
/// <param name="Type">The type of a control frame.</param>
/// <param name="StreamId">The stream of a data frame.</param>
/// <param name="Flags">Flags such as <see cref="Fin"/>.</param>
/// <param name="Length">How many bytes follow.</param>
internal readonly record struct SpdyFrameHeader(bool IsControl, SpdyFrameType Type, int StreamId, byte Flags, int Length)
{
    internal const int Size = 8;
    internal const byte Fin = 1;
    internal const int MaximumLength = 0xFFFFFF;
    private const ushort Version = 3;
    private const ushort ControlBit = 0x8000;

    internal bool IsFin => (Flags & Fin) != 0;

    internal static SpdyFrameHeader Control(SpdyFrameType type, byte flags, int length) => new(true, type, 0, flags, length);

    internal static SpdyFrameHeader Data(int streamId, byte flags, int length) => new(false, default, streamId, flags, length);

    /// <exception cref="SpdyException">A control frame of another version.</exception>
    internal static SpdyFrameHeader Read(ReadOnlySpan<byte> source)
    {
        var first = BinaryPrimitives.ReadUInt32BigEndian(source);
        var second = BinaryPrimitives.ReadUInt32BigEndian(source[4..]);
        var flags = (byte)(second >> 24);
        var length = (int)(second & MaximumLength);
        if ((first & 0x80000000) == 0)
            return Data((int)first, flags, length);
        var version = first >> 16 & 0x7FFF;
        if (version != Version)
            throw new SpdyException(SpdyStatus.UnsupportedVersion, $"SPDY version {version} is not spoken here");
        return Control((SpdyFrameType)(first & 0xFFFF), flags, length);
    }

    internal void Write(Span<byte> target)
    {
        if (IsControl)
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, ControlBit | Version);
            BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)Type);
        }
        else
            BinaryPrimitives.WriteInt32BigEndian(target, StreamId);
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], (uint)(Flags << 24 | Length));
    }
}
