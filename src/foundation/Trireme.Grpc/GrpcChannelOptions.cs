namespace Trireme.Grpc;

/// <summary>Limits of a channel.</summary>
public sealed record GrpcChannelOptions
{
    /// <summary>The largest message that is sent, in bytes. 16 MiB unless set, as containerd has it.</summary>
    public int MaxSendMessageSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>The largest message that is taken, in bytes. 16 MiB unless set, as containerd has it.</summary>
    public int MaxReceiveMessageSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long making the connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
