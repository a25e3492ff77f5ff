using Trireme.Network.Dns;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Network.Dns;

public sealed class DnsQueryTests
{
    [Fact]
    public void TryRead_QuestionWithMixedCase_ReadsLowerCaseNameAndKeepsSpelling()
    {
        var code = DnsQuery.TryRead(Message("WwW.Example"), out var query);

        Assert.Equal(DnsResponseCode.NoError, code);
        Assert.Equal("www.example", query!.Name);
        Assert.Equal(DnsType.A, query.Type);
        Assert.Contains((byte)'W', query.Question.ToArray());
        Assert.Equal(512, query.UdpSize);
    }

    [Fact]
    public void TryRead_Answer_DeservesNoAnswer()
    {
        var message = Message("a");
        message[2] |= 0x80;
        Assert.Null(DnsQuery.TryRead(message, out _));
    }

    [Fact]
    public void TryRead_EveryPrefixOfAQuery_NeverThrows()
    {
        var message = Message("kubernetes.default.svc.cluster.local");
        for (var length = 0; length < message.Length; length++)
        {
            DnsQuery.TryRead(message.AsSpan(0, length), out var query);
            Assert.Null(query);
        }
    }

    [Fact]
    public void TryRead_PointerInQuestion_IsFormatError()
    {
        var message = Message("a");
        message[12] = 0xC0;
        Assert.Equal(DnsResponseCode.FormatError, DnsQuery.TryRead(message, out _));
    }

    [Fact]
    public void Write_MoreRecordsThanFit_SetsTruncated()
    {
        DnsQuery.TryRead(Message("many.example"), out var query);
        var records = Enumerable.Range(1, 200).Select(n => new DnsRecord("many.example", DnsType.A) { Address = new([10, 0, 0, (byte)n]) }).ToList();

        var udp = DnsWriter.Write(query!, new DnsAnswer(DnsResponseCode.NoError, records, []), "cluster.local", query!.UdpSize);
        var tcp = DnsWriter.Write(query, new DnsAnswer(DnsResponseCode.NoError, records, []), "cluster.local", ushort.MaxValue);

        Assert.InRange(udp.Length, 100, 512);
        Assert.Equal(0x02, udp[2] & 0x02);
        Assert.Equal(0, tcp[2] & 0x02);
        Assert.Equal(200, (tcp[6] << 8) | tcp[7]);
    }

    private static byte[] Message(string name)
    {
        var bytes = new List<byte> { 0x12, 0x34, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(System.Text.Encoding.ASCII.GetBytes(label));
        }
        bytes.AddRange([0, 0, 1, 0, 1]);
        return [.. bytes];
    }
}
