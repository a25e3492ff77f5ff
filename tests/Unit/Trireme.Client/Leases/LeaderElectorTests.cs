using Trireme.Client;
using Trireme.Client.Leases;
using Xunit;

namespace Trireme.Tests.Unit.Client.Leases;

public sealed class LeaderElectorTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedTransport _server = new();
    private readonly LeaderElector _elector;

    public LeaderElectorTests() => _elector = new LeaderElector(
        new ApiClient(_server), new LeaderOptions { Name = "l", Identity = "me" }, _time, new Random(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_NoLease_CreatesItAndWorksThenGivesItUp()
    {
        var work = new TaskCompletionSource();
        var running = _elector.RunAsync(_ => work.Task, Cancellation);
        (await _server.NextAsync(Cancellation)).Reply(404, NotFound);
        var create = await _server.NextAsync(Cancellation);
        Assert.Equal("POST", create.Request.Method);
        Assert.Contains("\"holderIdentity\":\"me\"", create.Body, StringComparison.Ordinal);
        create.Reply(201, Lease("me", 1));

        work.SetResult();
        var release = await _server.NextAsync(Cancellation);
        Assert.Equal("PUT", release.Request.Method);
        Assert.Contains("\"holderIdentity\":\"\"", release.Body, StringComparison.Ordinal);
        release.Reply(200, Lease("", 2));
        await running;
    }

    [Fact]
    public async Task Run_OtherLeadsAndRenews_WaitsUntilItHasBeenStillForItsLease()
    {
        var leads = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = _elector.RunAsync(
            async token =>
            {
                leads.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
            },
            stop.Token);
        // It renews twice, then no more: 15 s after the last change its lease is free.
        var start = _time.GetUtcNow();
        var lastChange = start;
        ScriptedTransport.Call call;
        while (true)
        {
            call = await _server.NextAsync(Cancellation);
            if (call.Request.Method == "PUT")
                break;
            var revision = _time.GetUtcNow() - start < TimeSpan.FromSeconds(4) ? 1 : 2;
            if (revision == 2 && lastChange == start)
                lastChange = _time.GetUtcNow();
            call.Reply(200, Lease("other", revision));
            if (_time.GetUtcNow() - lastChange < TimeSpan.FromSeconds(15) || lastChange == start)
                await _time.AdvanceToNextTimerAsync(Cancellation);
        }
        Assert.True(_time.GetUtcNow() - lastChange >= TimeSpan.FromSeconds(15));
        Assert.Contains("\"leaseTransitions\":4", call.Body, StringComparison.Ordinal);
        call.Reply(200, Lease("me", 3));
        await leads.Task;

        await stop.CancelAsync();
        (await _server.NextAsync(Cancellation)).Reply(200, Lease("", 4));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Run_CannotRenew_StopsWorkAfterDeadline()
    {
        var stopped = new TaskCompletionSource<TimeSpan>();
        var start = _time.GetUtcNow();
        var running = _elector.RunAsync(
            async token =>
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
                }
                finally
                {
                    stopped.SetResult(_time.GetUtcNow() - start);
                }
            },
            Cancellation);
        (await _server.NextAsync(Cancellation)).Reply(404, NotFound);
        (await _server.NextAsync(Cancellation)).Reply(201, Lease("me", 1));
        while (!stopped.Task.IsCompleted)
        {
            await _time.AdvanceToNextTimerAsync(Cancellation);
            var call = await _server.NextAsync(Cancellation);
            call.Fail("away");
            if (call.Request.Method == "PUT")
                break;
        }
        var after = await stopped.Task;
        Assert.InRange(after.TotalSeconds, 10, 14);
        await running;
    }

    private const string NotFound = """{"kind":"Status","status":"Failure","reason":"NotFound","code":404}""";

    private static string Lease(string holder, int revision) =>
        $$"""{"metadata":{"name":"l","namespace":"kube-system","resourceVersion":"{{revision}}"},"spec":{"holderIdentity":"{{holder}}","leaseDurationSeconds":15,"leaseTransitions":3} }""";
}
