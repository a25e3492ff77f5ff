using System.Buffers.Binary;
using System.Text;

namespace Trireme.Network.Dns;

/// <summary>A question as it came: one question a message, as every resolver sends it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Name">The name in lower case, without the final dot.</param>
/// <param name="Type">The asked type.</param>
/// <param name="RecursionDesired">Whether the client set RD.</param>
/// <param name="UdpSize">The largest UDP answer that the client takes; 512 where it says nothing (RFC 6891).</param>
/// <param name="HasEdns">Whether the client sent an OPT record.</param>
internal sealed record DnsQuery(ushort Id, string Name, DnsType Type, bool RecursionDesired, int UdpSize, bool HasEdns)
{
    private const int HeaderLength = 12;
    private const int MaximumName = 253;

    /// <summary>The question section as it came, to be copied into the answer with the client's own spelling (0x20 mixing).</summary>
    public required ReadOnlyMemory<byte> Question { get; init; }

    /// <summary>Reads a query.</summary>
    /// <param name="message">The message.</param>
    /// <param name="query">The query; null where the message is not one.</param>
    /// <returns>NoError; FormatError or NotImplemented where an answer should say so; null where the message deserves no answer.</returns>
    public static DnsResponseCode? TryRead(ReadOnlySpan<byte> message, out DnsQuery? query)
    {
        query = null;
        if (message.Length < HeaderLength)
            return null;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        if ((flags & 0x8000) != 0)
            return null; // an answer: answering it could start a loop
        if (((flags >> 11) & 0xF) != 0)
            return DnsResponseCode.NotImplemented;
        if (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
            return DnsResponseCode.FormatError;
        var at = HeaderLength;
        var name = new StringBuilder();
        while (true)
        {
            if (at >= message.Length)
                return DnsResponseCode.FormatError;
            var length = message[at++];
            if (length == 0)
                break;
            if (length > 63 || at + length > message.Length || name.Length + length + 1 > MaximumName + 1)
                return DnsResponseCode.FormatError; // a pointer has no place in a question
            if (name.Length > 0)
                name.Append('.');
            foreach (var b in message.Slice(at, length))
                name.Append(b is >= (byte)'A' and <= (byte)'Z' ? (char)(b + 32) : (char)b);
            at += length;
        }
        if (at + 4 > message.Length)
            return DnsResponseCode.FormatError;
        var type = (DnsType)BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        at += 4;
        var (edns, size) = ReadEdns(message, at);
        query = new DnsQuery(BinaryPrimitives.ReadUInt16BigEndian(message), name.ToString(), type, (flags & 0x0100) != 0, size, edns)
        {
            Question = message[HeaderLength..at].ToArray(),
        };
        return DnsResponseCode.NoError;
    }

    // The OPT record, if any, stands directly behind the question in what resolvers send.
    private static (bool Edns, int Size) ReadEdns(ReadOnlySpan<byte> message, int at)
    {
        var additional = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        if (additional == 0 || at + 11 > message.Length || message[at] != 0 || BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]) != (ushort)DnsType.Opt)
            return (false, 512);
        return (true, Math.Clamp((int)BinaryPrimitives.ReadUInt16BigEndian(message[(at + 3)..]), 512, 4096));
    }
}
