using System.Globalization;

namespace Trireme.Client.Session;

/// <summary>Durations as Go writes them: <c>1h30m</c>, <c>500ms</c>, <c>2.5s</c>, <c>-1s</c>, <c>0</c>.</summary>
internal static class GoDuration
{
    /// <summary>Reads a duration.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
            rest = rest[1..];
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;
        double ticks = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAny("0123456789.");
            if (Unit(letters < 0 ? rest : rest[..letters]) is not { } unit)
                return false;
            ticks += number * unit;
            rest = letters < 0 ? [] : rest[letters..];
        }
        if (ticks >= TimeSpan.MaxValue.Ticks)
            return false;
        duration = TimeSpan.FromTicks((long)(negative ? -ticks : ticks));
        return true;
    }

    /// <summary>Reads the value of an option.</summary>
    /// <exception cref="CommandException">It is no duration.</exception>
    public static TimeSpan Parse(string option, string text) => TryParse(text, out var duration)
        ? duration
        : throw new CommandException($"invalid argument \"{text}\" for \"{option}\": a duration such as 30s, 5m or 1h30m is expected");

    private static double? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "us" or "µs" or "μs" => TimeSpan.TicksPerMicrosecond,
        "ns" => TimeSpan.TicksPerMicrosecond / 1000.0,
        _ => null,
    };
}
