using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>Live streams: exec, attach, port-forward.</summary>
public abstract partial class PodRuntimeContract
{
    [Fact]
    public async Task Exec_Streams_CarryOutputAndExitCode()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var code = await Runtime.ExecAsync(id, ["/bin/sh", "-c", "echo out; echo err >&2; exit 9"], new ContainerStreams { Output = output, Error = error }, Token);
        Assert.Equal(9, code);
        Assert.Equal("out\n", Text(output));
        Assert.Equal("err\n", Text(error));
    }

    [Fact]
    public async Task Exec_InputEnds_ClosesStandardInput()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        var sent = new byte[300_000];
        new Random(1).NextBytes(sent);
        using var input = new MemoryStream(sent);
        using var output = new MemoryStream();
        // cat ends only when its input does.
        var code = await Runtime.ExecAsync(id, ["/bin/cat"], new ContainerStreams { Input = input, Output = output }, Token);
        Assert.Equal(0, code);
        Assert.Equal(sent, output.ToArray());
    }

    [Fact]
    public async Task Exec_Terminal_TakesSizes()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        var sizes = Channel.CreateUnbounded<TerminalSize>();
        sizes.Writer.TryWrite(new(123, 45));
        using var output = new MemoryStream();
        var streams = new ContainerStreams { Output = output, Tty = true, Resizes = sizes.Reader };
        var code = await Runtime.ExecAsync(id, ["/bin/sh", "-c", "until stty size | grep -q '45 123'; do sleep 0.05; done; stty size"], streams, Token);
        Assert.Equal(0, code);
        Assert.Contains("45 123", Text(output));
    }

    [Fact]
    public async Task Exec_MissingProgram_Fails()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        using var output = new MemoryStream();
        var e = await Assert.ThrowsAsync<RuntimeException>(() => Runtime.ExecAsync(id, ["/no/such/program"], new ContainerStreams { Output = output }, Token));
        Assert.Contains("/no/such/program", e.Message);
        Assert.DoesNotContain("Internal error occurred", e.Message);
    }

    [Fact]
    public async Task Exec_ClientLeaves_IsCanceled()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var output = new SignalStream();
        var exec = Runtime.ExecAsync(id, ["/bin/sh", "-c", "echo up; sleep 1000"], new ContainerStreams { Output = output }, leave.Token);
        await output.FirstWrite.WaitAsync(Patience, TimeProvider.System, Token);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exec);
    }

    [Fact]
    public async Task Attach_RunningContainer_CarriesBothWays()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "read line; echo got $line; exit 4");
        container = container with { Container = container.Container with { Stdin = true, StdinOnce = true } };
        var id = await StartAsync(sandbox, spec, container);
        using var input = new MemoryStream("hello\n"u8.ToArray());
        using var output = new MemoryStream();
        await Runtime.AttachAsync(id, new() { Input = input, Output = output }, Token);
        Assert.Equal("got hello\n", Text(output));
        Assert.Equal(4, (await WaitEndAsync(id)).ExitCode);
    }

    [Fact]
    public async Task PortForward_ListeningPort_CarriesBytes()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "echo up; nc -l -p 8080 -e /bin/cat; sleep 1000");
        await StartAsync(sandbox, spec, container);
        await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 1);
        var sent = new byte[200_000];
        new Random(2).NextBytes(sent);
        byte[] received = [];
        await UntilAsync(async () => (received = await TryForwardAsync(sandbox.Id, 8080, sent)).Length > 0, "nothing came back");
        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task PortForward_ClosedPort_Fails()
    {
        var (sandbox, _) = await NewPodAsync();
        var (near, far) = await ConnectAsync();
        await using var disposing = near;
        await using var disposingToo = far;
        var e = await Assert.ThrowsAsync<RuntimeException>(() => Runtime.PortForwardAsync(sandbox.Id, 81, far, Token));
        Assert.Contains("refused", e.Message);
    }

    private async Task<byte[]> TryForwardAsync(string sandbox, int port, byte[] sent)
    {
        var (near, far) = await ConnectAsync();
        await using var disposing = near;
        var forward = ForwardAsync(sandbox, port, far);
        var received = new MemoryStream();
        var sending = Task.Run(async () =>
        {
            await near.WriteAsync(sent, Token);
            near.Socket.Shutdown(SocketShutdown.Send);
        });
        try
        {
            await near.CopyToAsync(received, Token);
            await sending;
            await forward;
            return received.ToArray();
        }
        catch (Exception e) when (e is RuntimeException or IOException)
        {
            return [];
        }
    }

    private async Task ForwardAsync(string sandbox, int port, NetworkStream far)
    {
        await using (far)
            await Runtime.PortForwardAsync(sandbox, port, far, Token);
    }

    private static async Task<(NetworkStream Near, NetworkStream Far)> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await near.ConnectAsync(listener.LocalEndpoint, Token);
        var far = await listener.AcceptSocketAsync(Token);
        return (new(near, ownsSocket: true), new(far, ownsSocket: true));
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());

    private sealed class SignalStream : MemoryStream
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task FirstWrite => _written.Task;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _written.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
