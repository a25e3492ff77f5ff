using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Trireme.Network.Dns;

/// <summary>
/// Cluster DNS over UDP and TCP on one address. Questions for the cluster's zone are answered at once; others are passed on, at most
/// <see cref="MaximumForwarded"/> at a time, further ones refused. Only clients in the given ranges, and this host, get answers.
/// </summary>
internal sealed class DnsServer : IAsyncDisposable
{
    private const int MaximumForwarded = 512;
    private const int MaximumConnections = 128;
    private const int MaximumUdp = 4096;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private readonly ClusterZone _zone;
    private readonly DnsForwarder _forwarder;
    private readonly IPNetwork[] _clients;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _forwarded = new(MaximumForwarded);
    private readonly SemaphoreSlim _connections = new(MaximumConnections);
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly Task _loops;

    private DnsServer(ClusterZone zone, DnsForwarder forwarder, IPNetwork[] clients, TimeProvider time, Socket udp, Socket tcp)
    {
        (_zone, _forwarder, _clients, _time, _udp, _tcp) = (zone, forwarder, clients, time, udp, tcp);
        Port = ((IPEndPoint)udp.LocalEndPoint!).Port;
        _loops = Task.WhenAll(Task.Run(UdpLoopAsync), Task.Run(TcpLoopAsync));
    }

    /// <summary>The port on which it listens.</summary>
    public int Port { get; }

    /// <summary>Starts on port 53 of an address, or on another port where that one is taken.</summary>
    public static DnsServer Start(IPAddress address, ClusterZone zone, DnsForwarder forwarder, IEnumerable<string> clients, TimeProvider time)
    {
        foreach (var port in (ReadOnlySpan<int>)[53, 0])
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(address, port));
                tcp.Bind(new IPEndPoint(address, ((IPEndPoint)udp.LocalEndPoint!).Port));
                tcp.Listen(MaximumConnections);
                return new DnsServer(zone, forwarder, [.. clients.Select(IPNetwork.Parse)], time, udp, tcp);
            }
            catch (SocketException error) when (port != 0 && error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
        throw new NetworkException($"cluster DNS cannot listen on {address}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _udp.Dispose();
        _tcp.Dispose();
        await _loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private bool MayAsk(EndPoint? client) =>
        client is IPEndPoint { Address: var address } && (IPAddress.IsLoopback(address) || _clients.Any(range => range.Contains(address)));

    private async Task UdpLoopAsync()
    {
        var buffer = new byte[MaximumUdp];
        while (!_stop.IsCancellationRequested)
        {
            SocketReceiveFromResult received;
            try
            {
                received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                continue; // an ICMP error of an earlier answer
            }
            if (!MayAsk(received.RemoteEndPoint))
                continue;
            var request = buffer.AsMemory(0, received.ReceivedBytes);
            if (TryAnswer(request.Span, udp: true, out var answer))
            {
                if (answer is not null)
                    await SendAsync(answer, received.RemoteEndPoint).ConfigureAwait(false);
                continue;
            }
            if (!_forwarded.Wait(0))
                await SendAsync(DnsWriter.WriteCode(request.Span, DnsResponseCode.Refused), received.RemoteEndPoint).ConfigureAwait(false);
            else
                _ = ForwardUdpAsync(request.ToArray(), received.RemoteEndPoint);
        }
    }

    private async Task ForwardUdpAsync(byte[] request, EndPoint client)
    {
        try
        {
            var answer = await _forwarder.AskAsync(request, overTcp: false, _stop.Token).ConfigureAwait(false);
            await SendAsync(answer ?? DnsWriter.WriteCode(request, DnsResponseCode.ServerFailure), client).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            _forwarded.Release();
        }
    }

    private async Task SendAsync(byte[] answer, EndPoint client)
    {
        try
        {
            await _udp.SendToAsync(answer, client, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The client asks again.
        }
    }

    private async Task TcpLoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _connections.WaitAsync(_stop.Token).ConfigureAwait(false);
            Socket client;
            try
            {
                client = await _tcp.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                _connections.Release();
                continue;
            }
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var timer = _time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, Idle, System.Threading.Timeout.InfiniteTimeSpan);
        try
        {
            using (client)
            {
                if (!MayAsk(client.RemoteEndPoint))
                    return;
                var stream = new NetworkStream(client);
                await using var _ = stream.ConfigureAwait(false);
                var length = new byte[2];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, limit.Token).ConfigureAwait(false);
                    var request = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(request, limit.Token).ConfigureAwait(false);
                    if (!TryAnswer(request, udp: false, out var answer))
                        answer = await _forwarder.AskAsync(request, overTcp: true, limit.Token).ConfigureAwait(false) ?? DnsWriter.WriteCode(request, DnsResponseCode.ServerFailure);
                    if (answer is null)
                        return;
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer], limit.Token).ConfigureAwait(false);
                    timer.Change(Idle, System.Threading.Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, was idle for too long, or the server stops.
        }
        finally
        {
            _connections.Release();
        }
    }

    // False where others must be asked; true with null where the message deserves no answer.
    private bool TryAnswer(ReadOnlySpan<byte> request, bool udp, out byte[]? answer)
    {
        answer = null;
        var code = DnsQuery.TryRead(request, out var query);
        if (code is null)
            return true;
        if (query is null)
        {
            answer = DnsWriter.WriteCode(request, code.Value);
            return true;
        }
        if (_zone.Resolve(query.Name, query.Type) is not { } found)
            return false;
        answer = DnsWriter.Write(query, found, _zone.Domain, udp ? query.UdpSize : ushort.MaxValue);
        return true;
    }
}
