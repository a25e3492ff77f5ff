using System.Buffers;
using System.Buffers.Binary;

namespace Trireme.Machinery.Protobuf;

/// <summary>
/// Writes messages into a buffer that grows. The length of a nested message is put before it once it is known. Return the buffer with Dispose.
/// </summary>
internal sealed class WireWriter : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Writes a field's number and form.</summary>
    public void Tag(int number, WireType type) => Varint(((ulong)number << 3) | (ulong)type);

    /// <summary>Writes a varint.</summary>
    public void Varint(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        _buffer[Length++] = (byte)value;
    }

    /// <summary>Writes a field with a number; a negative one takes ten bytes.</summary>
    public void Integer(int number, long value)
    {
        Tag(number, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>Writes a field with a number of 64 bits as it stands.</summary>
    public void Fixed64(int number, ulong value)
    {
        Tag(number, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(Space(8), value);
        Length += 8;
    }

    /// <summary>Writes a field with bytes or text.</summary>
    public void Bytes(int number, ReadOnlySpan<byte> value)
    {
        Tag(number, WireType.Bytes);
        Varint((ulong)value.Length);
        Raw(value);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Space(value.Length));
        Length += value.Length;
    }

    /// <summary>Room for bytes that the caller writes and then counts with <see cref="Advance"/>.</summary>
    public Span<byte> Space(int size)
    {
        Reserve(size);
        return _buffer.AsSpan(Length, size);
    }

    /// <summary>Counts bytes that were written into <see cref="Space"/>.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Begins a nested message; give the answer to <see cref="End"/>.</summary>
    public int Begin(int number)
    {
        Tag(number, WireType.Bytes);
        return Begin();
    }

    /// <summary>Begins what has its length before it.</summary>
    public int Begin()
    {
        Reserve(1);
        Length++; // one byte is enough for the length of most messages
        return Length;
    }

    /// <summary>Ends a nested message: writes its length before it.</summary>
    public void End(int start)
    {
        var size = Length - start;
        var more = 0;
        for (var rest = size >> 7; rest > 0; rest >>= 7)
            more++;
        if (more > 0)
        {
            Reserve(more);
            _buffer.AsSpan(start, size).CopyTo(_buffer.AsSpan(start + more));
        }
        Length = start - 1;
        Varint((ulong)size);
        Length += size;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        Length = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // it may have held a Secret
    }

    private void Reserve(int size)
    {
        if (_buffer.Length - Length >= size)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_buffer.Length * 2, Length + size)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
