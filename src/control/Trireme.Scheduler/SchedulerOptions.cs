namespace Trireme.Scheduler;

/// <summary>How a scheduler is set up. Immutable.</summary>
public sealed record SchedulerOptions
{
    /// <summary>The scheduler name of the Pods that it takes.</summary>
    public string SchedulerName { get; init; } = "default-scheduler";

    /// <summary>How long a Pod waits after its first failed try; doubles with each further one.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such wait.</summary>
    public TimeSpan MaximumBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When a Pod that nothing has helped is tried again.</summary>
    public TimeSpan UnschedulableTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most bindings on their way at one time; the next waits.</summary>
    public int MaximumBindings { get; init; } = 64;
}
