using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client.Streaming;

/// <summary>Listens on this machine and carries each connection to a port of a Pod.</summary>
internal sealed class PortForward(ClientSession session, string ns, string pod)
{
    private const int MostConnections = 256; // at once; further ones wait to be accepted

    private readonly SemaphoreSlim _free = new(MostConnections, MostConnections);
    private readonly Lock _speech = new();

    /// <summary>Listens until it is ended.</summary>
    /// <param name="address">Where to listen: an address, or <c>localhost</c> for the loopback of IPv4 and, where there is one, of IPv6.</param>
    /// <param name="ports">Ports here, 0 for any, and the Pod's.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    public async Task<int> RunAsync(string address, IReadOnlyList<(int Local, int Remote)> ports, CancellationToken cancellationToken)
    {
        var listeners = new List<Task>();
        foreach (var (local, remote) in ports)
        {
            foreach (var listener in Listen(address, local))
            {
                var at = (IPEndPoint)listener.LocalEndpoint;
                Say($"Forwarding from {at} -> {remote}");
                listeners.Add(AcceptAsync(listener, at.Port, remote, cancellationToken));
            }
        }
        await Task.WhenAll(listeners).ConfigureAwait(false);
        return 0;
    }

    private static List<TcpListener> Listen(string address, int port)
    {
        if (address != "localhost")
        {
            return IPAddress.TryParse(address, out var named)
                ? [Start(named, port)]
                : throw new CommandException($"invalid address \"{address}\": an IP address or localhost is expected");
        }
        var first = Start(IPAddress.Loopback, port);
        var found = new List<TcpListener> { first };
        try
        {
            if (Socket.OSSupportsIPv6)
                found.Add(Start(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndpoint).Port));
        }
        catch (CommandException)
        {
            // The machine has no loopback of IPv6, or the port is taken there: one of the two is enough.
        }
        return found;
    }

    private static TcpListener Start(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException taken)
        {
            listener.Dispose();
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"unable to listen on {address}:{port}: {taken.Message}"));
        }
    }

    // Several listeners speak through one writer.
    private void Say(string line)
    {
        lock (_speech)
        {
            session.Out.Write(line + "\n");
            session.Out.Flush();
        }
    }

    private async Task AcceptAsync(TcpListener listener, int local, int remote, CancellationToken cancellationToken)
    {
        using var closing = listener;
        while (true)
        {
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            var connection = await listener.AcceptSocketAsync(cancellationToken).ConfigureAwait(false);
            Say($"Handling connection for {local}");
            _ = CarryAsync(connection, local, remote, cancellationToken);
        }
    }

    private async Task CarryAsync(Socket connection, int local, int remote, CancellationToken cancellationToken)
    {
        using var closing = connection;
        try
        {
            connection.NoDelay = true;
            var query = new UrlQuery().Add("ports", remote.ToString(CultureInfo.InvariantCulture));
            using var socket = await session.OpenWebSocket(
                PodFinder.Pods.Path(ns, pod, "portforward") + query, [PortTunnel.Protocol], cancellationToken).ConfigureAwait(false);
            if (await PortTunnel.RunAsync(connection, socket, cancellationToken).ConfigureAwait(false) is { Length: > 0 } problem)
                await session.Error.WriteLineAsync($"error: an error occurred forwarding {local} -> {remote}: {problem}").ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is IOException or ApiException or WebSocketException or SocketException)
        {
            await session.Error.WriteLineAsync($"error: an error occurred forwarding {local} -> {remote}: {failed.Message}").ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            _free.Release();
        }
    }
}
