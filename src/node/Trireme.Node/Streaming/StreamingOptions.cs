namespace Trireme.Node.Streaming;

/// <summary>Time limits of exec, attach and port-forward.</summary>
public sealed record StreamingOptions
{
    /// <summary>After how long without any traffic a connection is closed; four hours, as in the kubelet.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long a client may take to open the streams that it announced.</summary>
    public TimeSpan CreationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the client is given at the end to read what was sent and hang up.</summary>
    public TimeSpan LingerTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
