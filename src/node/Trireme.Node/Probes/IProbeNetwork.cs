namespace Trireme.Node.Probes;

/// <summary>Probes over the network. Thread-safe.</summary>
internal interface IProbeNetwork
{
    /// <summary>Asks for a URL; passes with 200 to 399.</summary>
    Task<ProbeOutcome> HttpAsync(HttpProbeRequest request, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Opens a TCP connection.</summary>
    Task<ProbeOutcome> TcpAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Asks a gRPC server for its health (grpc.health.v1).</summary>
    Task<ProbeOutcome> GrpcAsync(string host, int port, string service, TimeSpan timeout, CancellationToken cancellationToken);
}
