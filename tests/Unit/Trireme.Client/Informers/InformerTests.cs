using System.Text;
using System.Threading.Channels;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Informers;
using Xunit;

namespace Trireme.Tests.Unit.Client.Informers;

public sealed class InformerTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedTransport _server = new();
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly InformerFactory _factory;

    public InformerTests() => _factory = new InformerFactory(new ApiClient(_server), _time, new Random(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [Fact]
    public async Task Start_TwoPages_ListsAllThenWatchesFromListRevision()
    {
        var pods = Listen();
        _factory.Start();

        var first = await _server.NextAsync(Cancellation);
        Assert.Equal("/api/v1/pods?limit=500", first.Request.PathAndQuery);
        first.Reply(200, List(7, "tok", Pod("a", 3)));
        var second = await _server.NextAsync(Cancellation);
        Assert.Contains("continue=tok", second.Request.PathAndQuery, StringComparison.Ordinal);
        second.Reply(200, List(7, null, Pod("b", 4)));
        var watch = await _server.NextAsync(Cancellation);

        Assert.Contains("watch=true", watch.Request.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("resourceVersion=7", watch.Request.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("allowWatchBookmarks=true", watch.Request.PathAndQuery, StringComparison.Ordinal);
        await pods.WaitForSyncAsync(Cancellation);
        Assert.Equal(["a", "b"], pods.List("ns").Select(pod => pod.Metadata.Name).Order());
        Assert.Equal(["+a@3", "+b@4"], (string[])[await Heard(), await Heard()]);
    }

    [Fact]
    public async Task Watch_Events_ReachStoreAndHandlersInOrder()
    {
        var pods = Listen();
        using var stream = await SyncedAsync(Pod("a", 3));
        Assert.Equal("+a@3", await Heard());

        Send(stream, "MODIFIED", Pod("a", 8));
        Send(stream, "ADDED", Pod("b", 9));
        Send(stream, "DELETED", Pod("a", 10));

        Assert.Equal(["a@3>8", "+b@9", "-a@10"], (string[])[await Heard(), await Heard(), await Heard()]);
        Assert.Null(pods.Get("ns", "a"));
        Assert.NotNull(pods.Get("ns", "b"));
    }

    [Fact]
    public async Task Watch_StreamEnds_ResumesFromBookmark()
    {
        Listen();
        var stream = await SyncedAsync();
        Send(stream, "BOOKMARK", Pod("", 42));
        _time.Advance(TimeSpan.FromMinutes(3));
        stream.Dispose();

        var again = await _server.NextAsync(Cancellation);
        Assert.Contains("watch=true", again.Request.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains("resourceVersion=42", again.Request.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_Expired_ListsAgainAndTellsOnlyWhatChanged()
    {
        Listen();
        var stream = await SyncedAsync(Pod("same", 3), Pod("gone", 4), Pod("changed", 5));
        await Heard();
        await Heard();
        await Heard();

        _time.Advance(TimeSpan.FromMinutes(3));
        stream.Write("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}\n"u8);
        stream.Flush();
        var list = await _server.NextAsync(Cancellation);
        Assert.DoesNotContain("watch", list.Request.PathAndQuery, StringComparison.Ordinal);
        list.Reply(200, List(90, null, Pod("same", 3), Pod("changed", 60), Pod("new", 70)));

        Assert.Equal(["-gone@4", "changed@5>60", "+new@70"], (string[])[await Heard(), await Heard(), await Heard()]);
    }

    [Fact]
    public async Task List_ServerAway_TriesAgainAfterGrowingPauses()
    {
        Listen();
        _factory.Start();
        TimeSpan last = TimeSpan.Zero;
        for (var i = 0; i < 4; i++)
        {
            (await _server.NextAsync(Cancellation)).Fail("connection refused");
            var before = _time.GetUtcNow();
            await _time.AdvanceToNextTimerAsync(Cancellation);
            var pause = _time.GetUtcNow() - before;
            Assert.InRange(pause.TotalSeconds, 0.8 * Math.Pow(2, i), 1.6 * Math.Pow(2, i));
            Assert.True(pause > last);
            last = pause;
        }
        (await _server.NextAsync(Cancellation)).Reply(200, List(1, null));
        await _factory.WaitForSyncAsync(Cancellation);
    }

    [Fact]
    public async Task AddHandler_AfterSync_HearsWhatIsThereThenChanges()
    {
        var pods = Listen();
        using var stream = await SyncedAsync(Pod("a", 3));
        await Heard();

        var late = Channel.CreateUnbounded<string>();
        pods.AddHandler((old, current) => late.Writer.TryWrite(Describe(old, current)));
        Assert.Equal("+a@3", await late.Reader.ReadAsync(Cancellation));
        Send(stream, "MODIFIED", Pod("a", 8));
        Assert.Equal("a@3>8", await late.Reader.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Handler_Throws_OthersStillHear()
    {
        var pods = _factory.For<Pod>();
        pods.AddHandler((_, _) => throw new InvalidOperationException("broken"));
        Listen();
        using var stream = await SyncedAsync(Pod("a", 3));
        Assert.Equal("+a@3", await Heard());
    }

    [Fact]
    public async Task ByIndex_AfterChangeOfKey_FindsObjectUnderNewKeyOnly()
    {
        var pods = Listen();
        pods.AddIndex("node", pod => [pod.Spec.NodeName ?? ""]);
        using var stream = await SyncedAsync(Pod("a", 3));
        await Heard();
        Send(stream, "MODIFIED", Pod("a", 8, "n1"));
        await Heard();

        Assert.Empty(pods.ByIndex("node", ""));
        Assert.Single(pods.ByIndex("node", "n1"));
        Assert.Throws<ArgumentException>(() => pods.ByIndex("no", ""));
    }

    [Fact]
    public void For_SameSelection_SharesInformer()
    {
        Assert.Same(_factory.For<Pod>(), _factory.For<Pod>());
        Assert.NotSame(_factory.For<Pod>(), _factory.For<Pod>(fieldSelector: "spec.nodeName=a"));
    }

    private IInformer<Pod> Listen()
    {
        var pods = _factory.For<Pod>();
        pods.AddHandler((old, current) => _heard.Writer.TryWrite(Describe(old, current)));
        return pods;
    }

    private async Task<Stream> SyncedAsync(params string[] pods)
    {
        _factory.Start();
        (await _server.NextAsync(Cancellation)).Reply(200, List(7, null, pods));
        return (await _server.NextAsync(Cancellation)).Stream();
    }

    private ValueTask<string> Heard() => _heard.Reader.ReadAsync(Cancellation);

    private static string Describe(Pod? old, Pod? current) => (old, current) switch
    {
        (null, { } added) => $"+{added.Metadata.Name}@{added.Metadata.ResourceVersion}",
        ({ } gone, null) => $"-{gone.Metadata.Name}@{gone.Metadata.ResourceVersion}",
        _ => $"{old!.Metadata.Name}@{old.Metadata.ResourceVersion}>{current!.Metadata.ResourceVersion}",
    };

    private static void Send(Stream stream, string type, string pod)
    {
        stream.Write(Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":{pod}}}\n"));
        stream.Flush();
    }

    private static string Pod(string name, int revision, string node = "") =>
        $$"""{"metadata":{"name":"{{name}}","namespace":"ns","resourceVersion":"{{revision}}"},"spec":{"nodeName":"{{node}}"} }""";

    private static string List(int revision, string? token, params string[] pods) =>
        $$"""{"kind":"PodList","metadata":{"resourceVersion":"{{revision}}","continue":"{{token}}"},"items":[{{string.Join(',', pods)}}]}""";
}
