namespace Trireme.Node.Cri;

/// <summary>How to reach a CRI runtime.</summary>
public sealed record CriRuntimeOptions
{
    /// <summary>The unix socket, without scheme.</summary>
    public required string SocketPath { get; init; }

    /// <summary>The handler's name, as a RuntimeClass names it.</summary>
    public string Name { get; init; } = "runc";

    /// <summary>The folder below which a Pod's Localhost seccomp profiles are found.</summary>
    public string SeccompProfileRoot { get; init; } = "/var/lib/kubelet/seccomp";

    /// <summary>How long an ordinary call may take; making a sandbox may take twice as long, stopping adds the grace.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
