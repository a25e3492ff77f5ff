namespace Trireme.Node.Cri.Containerd;

/// <summary>Where a containerd of our own lives and how long it may take.</summary>
public sealed record ContainerdOptions
{
    /// <summary>The data folder of this node. Two clusters on one machine have two.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder for what does not outlive the machine's next start: sockets, state of running containers.</summary>
    public string RunDirectory { get; init; } = "/run/trireme";

    /// <summary>How long containerd may take until it answers.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the watchdog looks whether containerd lives.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
