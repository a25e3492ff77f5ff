using Trireme.Storage.Sqlite.Compaction;
using Xunit;

namespace Trireme.Tests.Unit.Storage.Sqlite;

public sealed class HistoryClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Look_BeforeTheDurationIsOver_KnowsNothing()
    {
        var clock = new HistoryClock(TimeSpan.FromMinutes(5));
        Assert.Equal(0, clock.Look(Start, 10));
        Assert.Equal(0, clock.Look(Start.AddMinutes(4.9), 20));
    }

    [Fact]
    public void Look_LaterOn_TellsTheRevisionOfADurationAgo()
    {
        var clock = new HistoryClock(TimeSpan.FromMinutes(5));
        for (var minute = 0; minute < 5; minute++)
        {
            clock.Look(Start.AddMinutes(minute), 10 + minute);
        }

        Assert.Equal(10, clock.Look(Start.AddMinutes(5), 15));
        Assert.Equal(11, clock.Look(Start.AddMinutes(6), 16));
        // the machine slept: all that was seen before is old
        Assert.Equal(16, clock.Look(Start.AddHours(1), 99));
    }

    [Fact]
    public void Interval_ShortDuration_IsAtLeastASecond()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), new HistoryClock(TimeSpan.FromMinutes(5)).Interval);
        Assert.Equal(TimeSpan.FromSeconds(1), new HistoryClock(TimeSpan.FromSeconds(1)).Interval);
    }
}
