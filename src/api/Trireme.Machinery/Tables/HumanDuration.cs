namespace Trireme.Machinery.Tables;

/// <summary>Durations as Kubernetes' tables print them: two units at most, fewer as the time grows.</summary>
public static class HumanDuration
{
    private const long Minute = 60;
    private const long Hour = 60 * Minute;
    private const long DayHours = 24;
    private const long YearHours = 365 * DayHours;

    /// <summary>The duration in words such as <c>119s</c>, <c>5m3s</c>, <c>3h20m</c>, <c>2d4h</c>, <c>2y35d</c>.</summary>
    /// <param name="duration">
    /// The duration; one second into the past counts as no time, as clocks differ a little, and more is <c>&lt;invalid&gt;</c>.
    /// </param>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        if (seconds < -1)
            return "<invalid>";
        if (seconds < 0)
            return "0s";
        if (seconds < 2 * Minute)
            return $"{seconds}s";
        var minutes = seconds / Minute;
        if (minutes < 10)
            return Pair(minutes, 'm', seconds % Minute, 's');
        if (minutes < 3 * 60)
            return $"{minutes}m";
        var hours = seconds / Hour;
        return hours switch
        {
            < 8 => Pair(hours, 'h', minutes % 60, 'm'),
            < 2 * DayHours => $"{hours}h",
            < 8 * DayHours => Pair(hours / DayHours, 'd', hours % DayHours, 'h'),
            < 2 * YearHours => $"{hours / DayHours}d",
            < 8 * YearHours => Pair(hours / YearHours, 'y', hours / DayHours % 365, 'd'),
            _ => $"{hours / YearHours}y",
        };
    }

    /// <summary>The time since a moment; <c>&lt;unknown&gt;</c> where there is none.</summary>
    public static string Since(DateTimeOffset? moment, DateTimeOffset now) => moment is { } known ? Format(now - known) : "<unknown>";

    private static string Pair(long large, char largeUnit, long small, char smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
