using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming;
using Trireme.Node.Streaming.RemoteCommand;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Node.Streaming;

public sealed class RemoteCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void ReadRequest_KubeletNames_AreUnderstood()
    {
        var request = Read("command=sh&command=-c&command=a+b&input=1&output=1&error=1");
        Assert.Equal(["sh", "-c", "a b"], request!.Command);
        Assert.True(request is { Input: true, Output: true, Error: true, Tty: false });
    }

    [Fact]
    public void ReadRequest_ServerNamesAndTerminal_HaveNoErrorStream()
    {
        var request = Read("command=sh&stdin=true&stdout=true&stderr=true&tty=true");
        Assert.True(request is { Input: true, Output: true, Error: false, Tty: true });
    }

    [Theory]
    [InlineData("command=sh")]
    [InlineData("command=sh&stdin=false&output=0")]
    [InlineData("command=sh&stderr=true&tty=true")]
    public void ReadRequest_NoStream_IsNull(string query) => Assert.Null(Read(query));

    [Fact]
    public void Status_Success_IsKubernetesJson() =>
        Assert.Equal("""{"metadata":{},"status":"Success"}""", Encoding.UTF8.GetString(StreamStatus.Success.ToJson()));

    [Fact]
    public void Status_ExitCode_IsACause() =>
        Assert.Equal(
            """{"metadata":{},"status":"Failure","message":"command terminated with non-zero exit code: error executing command [sh -c x], exit code 5","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"5"}]}}""",
            Encoding.UTF8.GetString(StreamStatus.NonZeroExitCode(["sh", "-c", "x"], 5).ToJson()));

    [Fact]
    public void Status_Error_IsInternal()
    {
        var status = StreamStatus.InternalError("error executing command in container: no");
        Assert.Equal(
            """{"metadata":{},"status":"Failure","message":"Internal error occurred: error executing command in container: no","reason":"InternalError","details":{"causes":[{"message":"error executing command in container: no"}]},"code":500}""",
            Encoding.UTF8.GetString(status.ToJson()));
        Assert.Equal("Internal error occurred: error executing command in container: no", Encoding.UTF8.GetString(status.ToText()));
        Assert.Empty(StreamStatus.Success.ToText());
    }

    [Fact]
    public async Task TerminalSizes_InPieces_KeepTheNewest()
    {
        var (near, far) = MemoryPipe.Create();
        var sizes = TerminalSizes.Read(far, Token);
        await near.WriteAsync("{\"Width\":80,\"Hei"u8.ToArray(), Token);
        await near.WriteAsync("ght\":24}\n"u8.ToArray(), Token);
        Assert.Equal(new TerminalSize(80, 24), await sizes.ReadAsync(Token));
        await near.WriteAsync("{\"Width\":1,\"Height\":2}{\"Width\":3,\"Height\":4}\n"u8.ToArray(), Token);
        await near.DisposeAsync();
        var last = default(TerminalSize);
        await foreach (var size in sizes.ReadAllAsync(Token))
            last = size;
        Assert.Equal(new TerminalSize(3, 4), last);
    }

    [Fact]
    public async Task TerminalSizes_Nonsense_EndsThem()
    {
        var (near, far) = MemoryPipe.Create();
        var sizes = TerminalSizes.Read(far, Token);
        await near.WriteAsync("{\"Width\":\"x\"}"u8.ToArray(), Token);
        Assert.False(await sizes.WaitToReadAsync(Token));
    }

    [Fact]
    public void Idle_Touched_WaitsAnew()
    {
        var clock = new ManualTimeProvider();
        using var idle = new IdleWatch(TimeSpan.FromHours(4), clock);
        clock.Advance(TimeSpan.FromHours(3));
        idle.Touch();
        clock.Advance(TimeSpan.FromHours(3.9));
        Assert.False(idle.Token.IsCancellationRequested);
        clock.Advance(TimeSpan.FromHours(0.2));
        Assert.True(idle.Token.IsCancellationRequested);
    }

    [Fact]
    public void WebSocketKey_OfTheStandard_IsSignedAsThere() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", StreamUpgrade.Sign("dGhlIHNhbXBsZSBub25jZQ=="));

    [Fact]
    public void ChooseProtocol_ClientsOrder_Counts()
    {
        Assert.Equal("v4.channel.k8s.io", StreamProtocols.Choose(["x", "v4.channel.k8s.io", "v5.channel.k8s.io"], StreamProtocols.WebSocketCommands));
        Assert.Null(StreamProtocols.Choose(["x"], StreamProtocols.WebSocketCommands));
        Assert.Equal(["a", "b", "c"], StreamProtocols.Split(new(["a, b", "c"])));
    }

    private static RemoteCommandRequest? Read(string query) => RemoteCommandRequest.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
