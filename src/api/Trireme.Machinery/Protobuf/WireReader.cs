using System.Buffers.Binary;

namespace Trireme.Machinery.Protobuf;

/// <summary>Reads the fields of one message. Every length is checked against what there is.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int MaximumGroups = 100;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Reads the number and form of the next field; false at the end.</summary>
    /// <param name="message">The message's name, for errors.</param>
    /// <param name="number">The field's number.</param>
    /// <param name="type">The form of its value.</param>
    /// <exception cref="ProtoFormatException">There is no such field.</exception>
    public bool TryReadTag(string message, out int number, out WireType type)
    {
        number = 0;
        type = default;
        if (_at == _bytes.Length)
            return false;
        var tag = ReadVarint();
        number = (int)(tag >> 3);
        type = (WireType)(tag & 7);
        if (type == WireType.EndGroup)
            throw new ProtoFormatException($"proto: {message}: wiretype end group for non-group");
        if (number <= 0)
            throw new ProtoFormatException($"proto: {message}: illegal tag {number} (wire type {tag})");
        return true;
    }

    /// <summary>Reads a varint.</summary>
    /// <exception cref="ProtoFormatException">It is cut off, or longer than 64 bits.</exception>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at >= _bytes.Length)
                throw Truncated();
            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new ProtoFormatException("proto: integer overflow");
    }

    /// <summary>Reads a value with its length before it: a string, bytes, a message.</summary>
    /// <exception cref="ProtoFormatException">It is longer than what there is.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > int.MaxValue)
            throw new ProtoFormatException("proto: negative length found during unmarshaling");
        return Take((int)length);
    }

    /// <summary>Reads a number of 64 bits that stands as such.</summary>
    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Passes over a value that nobody knows.</summary>
    /// <exception cref="ProtoFormatException">It is cut off, or of no known form.</exception>
    public void Skip(WireType type)
    {
        var groups = 0;
        while (true)
        {
            switch (type)
            {
                case WireType.Varint:
                    ReadVarint();
                    break;
                case WireType.Fixed64:
                    Take(8);
                    break;
                case WireType.Bytes:
                    ReadBytes();
                    break;
                case WireType.StartGroup:
                    if (++groups > MaximumGroups)
                        throw new ProtoFormatException("exceeded max depth");
                    break;
                case WireType.EndGroup:
                    if (--groups < 0)
                        throw new ProtoFormatException("proto: unexpected end of group");
                    break;
                case WireType.Fixed32:
                    Take(4);
                    break;
                default:
                    throw new ProtoFormatException($"proto: illegal wireType {(int)type}");
            }
            if (groups == 0)
                return;
            type = (WireType)(ReadVarint() & 7);
        }
    }

    private static ProtoFormatException Truncated() => new("unexpected EOF");

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _bytes.Length - _at)
            throw Truncated();
        var taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }

    /// <summary>Whether there is nothing left.</summary>
    public readonly bool IsAtEnd => _at == _bytes.Length;
}
