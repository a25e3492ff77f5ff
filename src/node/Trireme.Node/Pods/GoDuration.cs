using System.Globalization;

namespace Trireme.Node.Pods;

/// <summary>Writes durations as Kubernetes' messages do: <c>1m20s</c>, <c>1.5s</c>, <c>250ms</c>. Source: Go's time.Duration.String.</summary>
internal static class GoDuration
{
    /// <summary>The text of a duration.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        if (duration < TimeSpan.Zero)
            return "-" + Format(-duration);
        if (duration < TimeSpan.FromMilliseconds(1))
            return Number(duration.TotalMicroseconds) + "µs";
        if (duration < TimeSpan.FromSeconds(1))
            return Number(duration.TotalMilliseconds) + "ms";
        var seconds = Number(duration.Ticks % TimeSpan.TicksPerMinute / (double)TimeSpan.TicksPerSecond) + "s";
        var hours = (long)duration.TotalHours;
        return hours > 0 ? $"{hours}h{duration.Minutes}m{seconds}" : duration.Minutes > 0 ? $"{duration.Minutes}m{seconds}" : seconds;
    }

    private static string Number(double value) => value.ToString("0.#######", CultureInfo.InvariantCulture);
}
