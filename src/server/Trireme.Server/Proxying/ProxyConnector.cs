using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Trireme.Server.Pki;

namespace Trireme.Server.Proxying;

/// <summary>
/// Opens connections to node agents and to Pods. A node agent must show a certificate of the cluster's authority that was made for its own
/// node, so that no node can answer for another; what a Pod shows nobody can judge, as with Kubernetes. Thread-safe.
/// </summary>
internal sealed class ProxyConnector(ClusterPki pki, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>An open connection, with TLS where the target asks for it.</summary>
    /// <exception cref="IOException">There is none to be had; the message says why.</exception>
    public async Task<Stream> ConnectAsync(ProxyTarget target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Host, target.Port, either.Token).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return target.Scheme == "https" ? await EncryptAsync(stream, target, either.Token).ConfigureAwait(false) : stream;
        }
        catch (Exception error)
        {
            socket.Dispose();
            if (cancellationToken.IsCancellationRequested)
                throw;
            throw new IOException($"error dialing backend: dial tcp {target.Authority}: {Reason(error)}", error);
        }
    }

    private static string Reason(Exception error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connect: connection refused",
        SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable } => "connect: no route to host",
        SocketException { SocketErrorCode: SocketError.HostNotFound } => "lookup: no such host",
        OperationCanceledException => "i/o timeout",
        _ => error.Message,
    };

    private async Task<Stream> EncryptAsync(NetworkStream stream, ProxyTarget target, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = target.Host,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => target.Node is null || IsNode(certificate as X509Certificate2, target.Node),
            };
            if (target.Node is not null)
                options.ClientCertificates = [pki.KubeletClientCertificate];
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private bool IsNode(X509Certificate2? certificate, string node)
    {
        const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
        if (certificate is null)
            return false;
        using var chain = ClientCertificateChain.New(pki.AuthorityCertificate, time.GetUtcNow());
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ServerAuthentication));
        if (!chain.Build(certificate))
            return false;
        return certificate.MatchesHostname(node) || certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == "system:node:" + node;
    }
}
