using System.Diagnostics;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>A real kubectl streams to a real container, over WebSockets as it does now and over SPDY as it used to.</summary>
[Collection(ContainerdCollection.Name)]
public sealed partial class StreamingKubectlTests(CriHarness harness) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private string _sandbox = "";
    private SandboxSpec _spec = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (harness.SkipReason is { } reason)
            Assert.Skip(reason);
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl"))))
            Assert.Skip("kubectl is not installed");
        _spec = new()
        {
            PodNamespace = "default",
            PodName = "web",
            PodUid = Guid.NewGuid().ToString(),
            Hostname = "web",
            LogDirectory = Path.Combine(harness.WorkDirectory, "logs", Guid.NewGuid().ToString()),
            Dns = new([], [], []),
        };
        _sandbox = (await harness.Runtime.RunSandboxAsync(_spec, Token)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox.Length == 0)
            return;
        await harness.Runtime.StopSandboxAsync(_sandbox, CancellationToken.None);
        await harness.Runtime.RemoveSandboxAsync(_sandbox, CancellationToken.None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exec_OutputAndExitCode_ArriveSeparately(bool webSockets)
    {
        await using var host = await StreamingHost.StartAsync(harness.Runtime, _sandbox, await StartAsync("sleep 1000"));
        var result = await RunAsync(host, webSockets, "", "exec", "web", "--", "/bin/sh", "-c", "echo out; echo err >&2; exit 3");
        Assert.Equal("out\n", result.Output);
        Assert.Equal("err\ncommand terminated with exit code 3\n", result.Error);
        Assert.Equal(3, result.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exec_PipedInput_EndsCommand(bool webSockets)
    {
        await using var host = await StreamingHost.StartAsync(harness.Runtime, _sandbox, await StartAsync("sleep 1000"));
        var sent = string.Concat(Enumerable.Range(0, 40_000).Select(line => $"line {line}\n"));
        var result = await RunAsync(host, webSockets, sent, "exec", "-i", "web", "--", "/bin/cat");
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.Code);
        Assert.Equal(sent, result.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exec_Terminal_HasClientsSize(bool webSockets)
    {
        await using var host = await StreamingHost.StartAsync(harness.Runtime, _sandbox, await StartAsync("sleep 1000"));
        // script gives kubectl a terminal of its own.
        var kubectl = $"stty rows 33 cols 99; kubectl --server {host.Url} exec -it web -- /bin/sh -c 'until stty size | grep -q 33.99; do sleep 0.05; done; stty size'";
        var result = await RunProcessAsync(webSockets, "", "script", "-qec", kubectl, "/dev/null");
        Assert.Contains("33 99", result.Output);
        Assert.Equal(0, result.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exec_MissingProgram_SaysSo(bool webSockets)
    {
        await using var host = await StreamingHost.StartAsync(harness.Runtime, _sandbox, await StartAsync("sleep 1000"));
        var result = await RunAsync(host, webSockets, "", "exec", "web", "--", "/no/such");
        Assert.Equal(1, result.Code);
        Assert.StartsWith("error: Internal error occurred: error executing command in container: ", result.Error);
        Assert.Contains("/no/such", result.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attach_Input_ReachesMainProcess(bool webSockets)
    {
        var id = await StartAsync("read line; echo got $line; echo more");
        await using var host = await StreamingHost.StartAsync(harness.Runtime, _sandbox, id);
        var result = await RunAsync(host, webSockets, "hello\n", "attach", "-i", "web", "--quiet");
        Assert.Equal("got hello\nmore\n", result.Output);
        Assert.Equal(0, result.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PortForward_ManyRequests_AreServed(bool webSockets)
    {
        var id = await StartAsync("mkdir /www; printf hello >/www/index.html; httpd -f -p 8080 -h /www");
        // kubectl gives up for good when one connection is refused: the server must listen before.
        var ready = await harness.Runtime.ExecAsync(id, ["/bin/sh", "-c", "until nc 127.0.0.1 8080 </dev/null; do sleep 0.05; done"], Patience, Token);
        Assert.Equal(0, ready.ExitCode);
        await using var host = await StreamingHost.StartAsync(harness.Runtime, _sandbox, id);
        using var kubectl = Start(webSockets, "kubectl", "--server", host.Url, "port-forward", "web", ":8080");
        var errors = kubectl.StandardError.ReadToEndAsync(Token);
        try
        {
            var line = await kubectl.StandardOutput.ReadLineAsync(Token).AsTask().WaitAsync(Patience, TimeProvider.System, Token);
            var port = ForwardedPort().Match(line ?? "").Groups[1].Value;
            Assert.NotEqual("", port);
            using var http = new HttpClient(new SocketsHttpHandler());
            for (var round = 0; round < 5; round++)
                Assert.Equal("hello", await http.GetStringAsync($"http://127.0.0.1:{port}/", Token));
        }
        catch (HttpRequestException e)
        {
            kubectl.Kill();
            Assert.Fail($"{e.Message}; kubectl says: {await errors}");
        }
        finally
        {
            kubectl.Kill();
            await kubectl.WaitForExitAsync(Token);
        }
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+) ->")]
    private static partial Regex ForwardedPort();

    private async Task<string> StartAsync(string script)
    {
        var id = await harness.Runtime.CreateContainerAsync(
            _sandbox,
            _spec,
            new()
            {
                Container = new() { Name = "main", Stdin = true, StdinOnce = true },
                ImageId = harness.Image,
                ImageReference = harness.Image,
                Command = ["/bin/sh", "-c"],
                Arguments = [script],
                LogPath = "main/0.log",
            },
            Token);
        await harness.Runtime.StartContainerAsync(id, Token);
        return id;
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(StreamingHost host, bool webSockets, string input, params string[] arguments) =>
        RunProcessAsync(webSockets, input, ["kubectl", "--server", host.Url, .. arguments]);

    private static async Task<(int Code, string Output, string Error)> RunProcessAsync(bool webSockets, string input, params string[] command)
    {
        using var process = Start(webSockets, command);
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', command)} did not end: {await error}");
        }
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(bool webSockets, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.Environment["KUBECTL_REMOTE_COMMAND_WEBSOCKETS"] = webSockets ? "true" : "false";
        start.Environment["KUBECTL_PORT_FORWARD_WEBSOCKETS"] = webSockets ? "true" : "false";
        start.Environment["KUBECONFIG"] = "/dev/null";
        return Process.Start(start)!;
    }
}
