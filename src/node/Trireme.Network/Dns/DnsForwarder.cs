using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Trireme.Network.Dns;

/// <summary>
/// Passes questions on to the name servers of the host's resolv.conf, unchanged but for the id. Each question has a socket of its own,
/// so that its port is hard to guess. The file is read again when it changes.
/// </summary>
internal sealed class DnsForwarder(string resolvConf, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private (DateTime Written, IReadOnlyList<IPEndPoint> Servers) _servers;

    /// <summary>The answer of the first server that gives one; null where none does.</summary>
    public async Task<byte[]?> AskAsync(ReadOnlyMemory<byte> request, bool overTcp, CancellationToken cancellationToken)
    {
        foreach (var server in Servers())
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), limit, Timeout, System.Threading.Timeout.InfiniteTimeSpan);
            try
            {
                var answer = overTcp
                    ? await TcpAsync(server, request, limit.Token).ConfigureAwait(false)
                    : await UdpAsync(server, request, limit.Token).ConfigureAwait(false);
                if (answer is not null)
                    return answer;
            }
            catch (Exception error) when (error is SocketException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The next server may know.
            }
        }
        return null;
    }

    private static async Task<byte[]?> UdpAsync(IPEndPoint server, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[4096];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (length >= 12 && buffer.AsSpan(0, 2).SequenceEqual(request.Span[..2]))
                return buffer[..length];
        }
    }

    private static async Task<byte[]?> TcpAsync(IPEndPoint server, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket);
        await using (stream.ConfigureAwait(false))
        {
            var framed = new byte[request.Length + 2];
            BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)request.Length);
            request.CopyTo(framed.AsMemory(2));
            await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);
            var length = new byte[2];
            await stream.ReadExactlyAsync(length, cancellationToken).ConfigureAwait(false);
            var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
            return answer;
        }
    }

    private IReadOnlyList<IPEndPoint> Servers()
    {
        try
        {
            var written = File.GetLastWriteTimeUtc(resolvConf);
            if (_servers.Servers is null || _servers.Written != written)
            {
                var servers = File.ReadLines(resolvConf)
                    .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    .Where(words => words is ["nameserver", ..] && words.Length > 1)
                    .Select(words => IPAddress.TryParse(words[1], out var address) ? new IPEndPoint(address, 53) : null)
                    .OfType<IPEndPoint>()
                    .Take(3)
                    .ToList();
                _servers = (written, servers);
            }
            return _servers.Servers!;
        }
        catch (IOException)
        {
            return [];
        }
    }
}
