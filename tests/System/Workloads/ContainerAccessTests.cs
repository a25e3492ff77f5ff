using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>logs, exec, attach and cp.</summary>
public sealed class ContainerAccessTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Fact]
    public async Task Exec_WithInputAndExitCode_PassesBoth()
    {
        await StartAsync(Manifests.Pod("box"));
        Assert.Equal("one\ntwo\n", (await Kubectl.FeedAsync("one\ntwo\n", "exec", "-i", "box", "--", "cat")).Require().Output);
        var failed = await Kubectl.RunAsync("exec", "box", "--", "sh", "-c", "echo out; echo err >&2; exit 42");
        Assert.Equal((42, "out\n"), (failed.ExitCode, failed.Output));
        Assert.StartsWith("err\n", failed.Error, StringComparison.Ordinal);
        Assert.Contains("command terminated with exit code 42", failed.Error, StringComparison.Ordinal);
        var missing = await Kubectl.RunAsync("exec", "box", "--", "no-such-program");
        Assert.NotEqual(0, missing.ExitCode);
        Assert.Contains("executable file not found", missing.Error, StringComparison.Ordinal);
        var large = new string('x', 300_000);
        Assert.Equal("300000", (await Kubectl.FeedAsync(large, "exec", "-i", "box", "--", "wc", "-c")).Text);
        Assert.Equal(300_000, (await Kubectl.RunAsync("exec", "box", "--", "sh", "-c", "head -c 300000 /dev/zero | tr '\\0' y")).Require().Output.Length);
    }

    [Fact]
    public async Task Exec_WithTerminal_HasATerminalAndPassesTheExitCode()
    {
        Requirements.Require("script");
        await StartAsync(Manifests.Pod("box"));
        var inside = $"kubectl --namespace {Namespace} exec -it box -- sh -c 'tty; exit 7'";
        var run = await Command.RunAsync("script", ["-qec", inside, "/dev/null"], null, Kubectl.Environment);
        Assert.Equal(7, run.ExitCode);
        Assert.Contains("/dev/pts/0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_ToARunningContainer_SeesItsOutputAndFeedsIt()
    {
        await StartAsync(Manifests.Pod("echo", "while read line; do echo got $line; done", "\"stdin\": true"));
        await using var attached = Kubectl.Start("attach", "-i", "echo");
        await Eventually.HoldsAsync(
            async () =>
            {
                await attached.TypeAsync("hello");
                return attached.Text;
            },
            text => text.Contains("got hello", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_FollowedTailedAndOfAllPods_AreWhatContainersWrote()
    {
        await StartAsync(Manifests.Pod("talk", "for i in 1 2 3; do echo line $i; done; while [ ! -f /tmp/go ]; do sleep 0.1; done; echo last; sleep 3600"));
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("logs", "talk"), text => text == "line 1\nline 2\nline 3");
        Assert.Equal("line 3", await Kubectl.TextAsync("logs", "talk", "--tail=1"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z line 3$", await Kubectl.TextAsync("logs", "talk", "--tail=1", "--timestamps"));
        Assert.Equal("[pod/talk/main] line 3", await Kubectl.TextAsync("logs", "-l", "app=talk", "--tail=1", "--prefix"));
        Assert.Equal("line 1", await Kubectl.TextAsync("logs", "talk", "--limit-bytes=6"));

        await using var followed = Kubectl.Start("logs", "-f", "talk", "--tail=1");
        await followed.PrintsAsync("line 3");
        await Kubectl.TextAsync("exec", "talk", "--", "touch", "/tmp/go");
        await followed.PrintsAsync("last");
        Assert.False(followed.HasEnded);
        await Kubectl.TextAsync("delete", "pod", "talk");
        await Eventually.HoldsAsync(() => Task.FromResult(followed.HasEnded), ended => ended);

        var missing = await Kubectl.RunAsync("logs", "nobody");
        Assert.Contains("pods \"nobody\" not found", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_PreviousAfterACrash_AreThoseOfTheOneBefore()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("crash",
            "n=$(cat /state/n 2>/dev/null || echo 0); echo run $n; echo $((n+1)) >/state/n; [ $n -ge 1 ] && sleep 3600; exit 3",
            "\"volumeMounts\": [{\"name\": \"state\", \"mountPath\": \"/state\"}]", "\"volumes\": [{\"name\": \"state\", \"emptyDir\": {}}]"));
        await Kubectl.FieldIsAsync("pod/crash", ".status.containerStatuses[0].restartCount", "1");
        await Kubectl.FieldIsAsync("pod/crash", ".status.containerStatuses[0].ready", "true");
        Assert.Equal("run 0", await Kubectl.TextAsync("logs", "crash", "--previous"));
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("logs", "crash"), text => text == "run 1");
        Assert.Equal("3 Error", await Kubectl.TextAsync("get", "pod", "crash", "-o",
            "jsonpath={.status.containerStatuses[0].lastState.terminated.exitCode} {.status.containerStatuses[0].lastState.terminated.reason}"));
    }

    [Fact]
    public async Task Cp_InAndOut_KeepsTheBytes()
    {
        await StartAsync(Manifests.Pod("box"));
        var folder = Directory.CreateTempSubdirectory("trireme-cp-").FullName;
        try
        {
            var bytes = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
            await File.WriteAllBytesAsync(Path.Combine(folder, "in.bin"), bytes);
            await Kubectl.TextAsync("cp", Path.Combine(folder, "in.bin"), "box:/tmp/file.bin");
            await Kubectl.TextAsync("cp", "box:/tmp/file.bin", Path.Combine(folder, "out.bin"));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(folder, "out.bin")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task StartAsync(string manifest)
    {
        await Kubectl.ApplyAsync(manifest);
        var name = await Kubectl.TextAsync("get", "pods", "-o", "jsonpath={.items[0].metadata.name}");
        await Kubectl.ReadyAsync(name);
    }
}
