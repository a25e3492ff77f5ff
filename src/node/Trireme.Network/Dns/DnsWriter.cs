using System.Buffers.Binary;
using System.Text;

namespace Trireme.Network.Dns;

/// <summary>Writes answers in wire format (RFC 1035), truncated where they do not fit (TC).</summary>
internal static class DnsWriter
{
    /// <summary>How long a client may keep an answer of the cluster's zone, in seconds.</summary>
    public const int TimeToLive = 5;

    private const int HeaderLength = 12;

    /// <summary>Writes an authoritative answer.</summary>
    /// <param name="query">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="zone">The zone's name, for the SOA record of a negative answer.</param>
    /// <param name="maximum">The most bytes that the transport carries.</param>
    public static byte[] Write(DnsQuery query, DnsAnswer answer, string zone, int maximum)
    {
        var message = new List<byte>(256);
        Header(message, query.Id, 0x8480 | (query.RecursionDesired ? 0x0100 : 0) | (int)answer.Code);
        message.AddRange(query.Question.Span);
        Set(message, 4, 1);
        var truncated = false;
        var answers = 0;
        foreach (var record in answer.Records)
        {
            if (!TryAppend(message, record, maximum - (query.HasEdns ? 11 : 0)))
            {
                truncated = true;
                break;
            }
            answers++;
        }
        Set(message, 6, answers);
        if (answer.Records.Count == 0)
        {
            Soa(message, zone);
            Set(message, 8, 1);
        }
        var additional = 0;
        if (!truncated)
            additional += answer.Additional.TakeWhile(record => TryAppend(message, record, maximum - 11)).Count();
        if (query.HasEdns)
        {
            message.AddRange([0, 0, (byte)DnsType.Opt, 0x10, 0x00, 0, 0, 0, 0, 0, 0]);
            additional++;
        }
        Set(message, 10, additional);
        if (truncated)
            message[2] |= 0x02;
        return [.. message];
    }

    /// <summary>Writes an answer that holds a code and nothing else.</summary>
    public static byte[] WriteCode(ReadOnlySpan<byte> request, DnsResponseCode code)
    {
        var message = new List<byte>(HeaderLength);
        Header(message, BinaryPrimitives.ReadUInt16BigEndian(request), 0x8080 | (request[2] & 0x79) << 8 | (int)code);
        return [.. message];
    }

    private static void Header(List<byte> message, ushort id, int flags)
    {
        message.AddRange([(byte)(id >> 8), (byte)id, (byte)(flags >> 8), (byte)flags]);
        message.AddRange([0, 0, 0, 0, 0, 0, 0, 0]);
    }

    private static bool TryAppend(List<byte> message, DnsRecord record, int maximum)
    {
        var start = message.Count;
        Name(message, record.Name);
        Fixed(message, record.Type, TimeToLive);
        var length = message.Count;
        message.AddRange([0, 0]);
        switch (record.Type)
        {
            case DnsType.A or DnsType.Aaaa:
                message.AddRange(record.Address!.GetAddressBytes());
                break;
            case DnsType.Srv:
                message.AddRange([0, 0, 0, 100, (byte)(record.Port >> 8), (byte)record.Port]);
                Name(message, record.Target);
                break;
            case DnsType.Txt:
                var text = Encoding.ASCII.GetBytes(record.Target);
                message.Add((byte)text.Length);
                message.AddRange(text);
                break;
            default:
                Name(message, record.Target);
                break;
        }
        Set(message, length, message.Count - length - 2);
        if (message.Count <= maximum)
            return true;
        message.RemoveRange(start, message.Count - start);
        return false;
    }

    private static void Soa(List<byte> message, string zone)
    {
        Name(message, zone);
        Fixed(message, DnsType.Soa, TimeToLive);
        var length = message.Count;
        message.AddRange([0, 0]);
        Name(message, "ns.dns." + zone);
        Name(message, "hostmaster." + zone);
        foreach (var number in (ReadOnlySpan<int>)[1, 7200, 1800, 86400, TimeToLive])
            message.AddRange([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
        Set(message, length, message.Count - length - 2);
    }

    private static void Fixed(List<byte> message, DnsType type, int timeToLive) =>
        message.AddRange([(byte)((int)type >> 8), (byte)type, 0, 1, 0, 0, (byte)(timeToLive >> 8), (byte)timeToLive]);

    private static void Name(List<byte> message, string name)
    {
        foreach (var range in name.AsSpan().Split('.'))
        {
            var label = name.AsSpan(range);
            if (label.IsEmpty)
                continue;
            message.Add((byte)Math.Min(label.Length, 63));
            foreach (var c in label[..Math.Min(label.Length, 63)])
                message.Add((byte)c);
        }
        message.Add(0);
    }

    private static void Set(List<byte> message, int at, int value)
    {
        message[at] = (byte)(value >> 8);
        message[at + 1] = (byte)value;
    }
}
