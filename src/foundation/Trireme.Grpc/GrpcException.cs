namespace Trireme.Grpc;

/// <summary>A gRPC call that did not end with <see cref="GrpcStatusCode.OK"/>.</summary>
/// <param name="statusCode">The status that the server sent, or the one that stands for what the transport met.</param>
/// <param name="detail">The server's own words.</param>
/// <param name="inner">What the transport threw, if anything.</param>
public sealed class GrpcException(GrpcStatusCode statusCode, string detail, Exception? inner = null)
    : Exception($"rpc error: code = {statusCode} desc = {detail}", inner)
{
    /// <summary>The status of the call.</summary>
    public GrpcStatusCode StatusCode { get; } = statusCode;

    /// <summary>The server's own words, without the status.</summary>
    public string Detail { get; } = detail;
}
