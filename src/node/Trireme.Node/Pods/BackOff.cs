namespace Trireme.Node.Pods;

/// <summary>
/// The growing pause between tries: 10 seconds, doubled up to 5 minutes, forgotten after 10 quiet minutes.
/// Source: Kubernetes documentation, "Pod lifecycle: container restart policy". For one task.
/// </summary>
internal sealed class BackOff
{
    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan Maximum = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Initial = TimeSpan.FromSeconds(10);
    private DateTimeOffset _updated = DateTimeOffset.MinValue;

    /// <summary>The present pause; nought before the first failure.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>When the next try may be made, after something that failed at <paramref name="failedAt"/>.</summary>
    public DateTimeOffset NextTry(DateTimeOffset failedAt) => Delay == TimeSpan.Zero || IsForgotten(failedAt) ? failedAt : failedAt + Delay;

    /// <summary>Notes a try that follows a failure at <paramref name="failedAt"/>: the next pause is longer.</summary>
    public void Next(DateTimeOffset failedAt, DateTimeOffset now)
    {
        Delay = Delay == TimeSpan.Zero || IsForgotten(failedAt) ? Initial : TimeSpan.FromTicks(Math.Min(Delay.Ticks * 2, Maximum.Ticks));
        _updated = now;
    }

    /// <summary>Starts anew.</summary>
    public void Reset() => Delay = TimeSpan.Zero;

    private bool IsForgotten(DateTimeOffset failedAt) => failedAt - _updated > Maximum * 2;
}
