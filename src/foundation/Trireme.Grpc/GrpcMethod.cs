using Google.Protobuf;

namespace Trireme.Grpc;

/// <summary>One method of a gRPC service: its path and how its answer is read.</summary>
/// <typeparam name="TRequest">The message that is sent.</typeparam>
/// <typeparam name="TResponse">The message that comes back.</typeparam>
public sealed class GrpcMethod<TRequest, TResponse>
    where TRequest : IMessage
    where TResponse : IMessage<TResponse>
{
    /// <summary>Names a method.</summary>
    /// <param name="service">The service with its package, such as <c>runtime.v1.RuntimeService</c>.</param>
    /// <param name="name">The method, such as <c>Version</c>.</param>
    /// <param name="parser">Reads the answer.</param>
    public GrpcMethod(string service, string name, MessageParser<TResponse> parser)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Path = $"/{service}/{name}";
        Parser = parser;
    }

    /// <summary>The path of the request: <c>/package.Service/Method</c>.</summary>
    public string Path { get; }

    internal MessageParser<TResponse> Parser { get; }
}
