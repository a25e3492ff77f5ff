namespace Trireme.Client.Leases;

/// <summary>Who wants to lead, and how fast a leader is replaced.</summary>
public sealed record LeaderOptions
{
    /// <summary>The namespace of the lease.</summary>
    public string Namespace { get; init; } = "kube-system";

    /// <summary>The name of the lease.</summary>
    public required string Name { get; init; }

    /// <summary>Who this is; different for each candidate.</summary>
    public required string Identity { get; init; }

    /// <summary>How long others wait after the last sign of life before they take over.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader that cannot renew goes on leading. Less than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause between tries.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}
