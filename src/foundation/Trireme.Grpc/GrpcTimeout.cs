using System.Globalization;

namespace Trireme.Grpc;

/// <summary>Writes the <c>grpc-timeout</c> header: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long LargestNumber = 99_999_999;

    internal static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 1);
        ReadOnlySpan<(long Ticks, char Unit)> units =
        [
            (TimeSpan.TicksPerMicrosecond, 'u'),
            (TimeSpan.TicksPerMillisecond, 'm'),
            (TimeSpan.TicksPerSecond, 'S'),
            (TimeSpan.TicksPerMinute, 'M'),
        ];
        foreach (var (size, unit) in units)
        {
            // Rounded up, so that the server never gives up before the client would.
            var number = (ticks - 1) / size + 1;
            if (number <= LargestNumber)
                return number.ToString(CultureInfo.InvariantCulture) + unit;
        }
        var hours = Math.Min((ticks - 1) / TimeSpan.TicksPerHour + 1, LargestNumber);
        return hours.ToString(CultureInfo.InvariantCulture) + 'H';
    }
}
