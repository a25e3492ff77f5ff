using System.Net;
using Google.Protobuf.WellKnownTypes;
using Trireme.Grpc;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Grpc;

public sealed class GrpcTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "1u")]
    [InlineData(1.5, "1500u")]
    [InlineData(99_999.999, "99999999u")]
    [InlineData(100_000, "100000m")]
    [InlineData(120_000_000, "120000S")]
    public void Timeout_Milliseconds_FitsEightDigits(double milliseconds, string header) =>
        Assert.Equal(header, GrpcTimeout.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public async Task Read_TwoMessages_ThenEnd()
    {
        var reader = Reader("00000000030a0161" + "0000000000");
        Assert.Equal("a", (await reader.ReadAsync(Token))!.Value);
        Assert.Equal("", (await reader.ReadAsync(Token))!.Value);
        Assert.Null(await reader.ReadAsync(Token));
    }

    [Theory]
    [InlineData("000000", GrpcStatusCode.Internal)] // cut in the header
    [InlineData("00000000030a01", GrpcStatusCode.Internal)] // cut in the message
    [InlineData("01000000030a0161", GrpcStatusCode.Internal)] // compressed
    [InlineData("00000000030a0961", GrpcStatusCode.Internal)] // no such message
    [InlineData("0000000065", GrpcStatusCode.ResourceExhausted)] // larger than 100 bytes
    [InlineData("00ffffffff", GrpcStatusCode.ResourceExhausted)]
    public async Task Read_Broken_Throws(string hex, GrpcStatusCode expected)
    {
        var e = await Assert.ThrowsAsync<GrpcException>(() => Reader(hex).ReadAsync(Token).AsTask());
        Assert.Equal(expected, e.StatusCode);
    }

    [Fact]
    public async Task Content_Message_HasPrefix()
    {
        var message = new StringValue { Value = "a" };
        using var content = new GrpcMessageContent(message, message.CalculateSize());
        Assert.Equal("00000000030a0161", Convert.ToHexStringLower(await content.ReadAsByteArrayAsync(Token)));
        Assert.Equal(8, content.Headers.ContentLength);
        Assert.Equal("application/grpc", content.Headers.ContentType!.ToString());
    }

    [Fact]
    public void Status_InHeaders_IsDecoded()
    {
        using var response = Response();
        response.Headers.TryAddWithoutValidation("grpc-status", "5");
        response.Headers.TryAddWithoutValidation("grpc-message", "not%20found: %E2%82%AC");
        var e = Assert.Throws<GrpcException>(() => GrpcStatusReader.ReadHeaders(response));
        Assert.Equal(GrpcStatusCode.NotFound, e.StatusCode);
        Assert.Equal("not found: €", e.Detail);
        Assert.Equal("rpc error: code = NotFound desc = not found: €", e.Message);
    }

    [Fact]
    public void Status_NoTrailers_IsInternal()
    {
        using var response = Response();
        Assert.False(GrpcStatusReader.ReadHeaders(response));
        Assert.Equal(GrpcStatusCode.Internal, Assert.Throws<GrpcException>(() => GrpcStatusReader.ReadTrailers(response)).StatusCode);
        response.TrailingHeaders.TryAddWithoutValidation("grpc-status", "0");
        GrpcStatusReader.ReadTrailers(response);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, GrpcStatusCode.Unimplemented)]
    [InlineData(HttpStatusCode.ServiceUnavailable, GrpcStatusCode.Unavailable)]
    [InlineData(HttpStatusCode.Unauthorized, GrpcStatusCode.Unauthenticated)]
    [InlineData(HttpStatusCode.InternalServerError, GrpcStatusCode.Unknown)]
    public void Status_OfHttp_IsMapped(HttpStatusCode http, GrpcStatusCode expected)
    {
        using var response = new HttpResponseMessage(http);
        Assert.Equal(expected, Assert.Throws<GrpcException>(() => GrpcStatusReader.ReadHeaders(response)).StatusCode);
    }

    [Fact]
    public async Task Call_NobodyListens_IsUnavailable()
    {
        using var channel = GrpcChannel.ForUnixSocket("/nowhere/at/all.sock");
        var method = new GrpcMethod<Empty, Empty>("a.B", "C", Empty.Parser);
        var e = await Assert.ThrowsAsync<GrpcException>(() => channel.CallAsync(method, new Empty(), default, Token));
        Assert.Equal(GrpcStatusCode.Unavailable, e.StatusCode);
    }

    [Fact]
    public async Task Call_MessageTooLarge_IsNotSent()
    {
        using var channel = GrpcChannel.ForUnixSocket("/nowhere/at/all.sock", new() { MaxSendMessageSize = 10 });
        var method = new GrpcMethod<StringValue, Empty>("a.B", "C", Empty.Parser);
        var e = await Assert.ThrowsAsync<GrpcException>(() => channel.CallAsync(method, new StringValue { Value = new('x', 20) }, default, Token));
        Assert.Equal(GrpcStatusCode.ResourceExhausted, e.StatusCode);
    }

    private static HttpResponseMessage Response() => new(HttpStatusCode.OK) { Content = new ByteArrayContent([]) { Headers = { ContentType = new("application/grpc") } } };

    private static GrpcMessageReader<StringValue> Reader(string hex) => new(new MemoryStream(Convert.FromHexString(hex)), StringValue.Parser, 100);
}
