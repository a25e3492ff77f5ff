using Trireme.Node.Pods;
using Xunit;

namespace Trireme.Tests.Unit.Node.Pods;

public sealed class BackOffTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void NextTry_NeverFailed_IsAtOnce() => Assert.Equal(Start, new BackOff().NextTry(Start));

    [Fact]
    public void Next_Repeated_DoublesToFiveMinutes()
    {
        var backOff = new BackOff();
        var delays = new List<double>();
        var at = Start;
        for (var i = 0; i < 8; i++)
        {
            backOff.Next(at, at);
            delays.Add(backOff.Delay.TotalSeconds);
            at += backOff.Delay;
        }
        Assert.Equal([10, 20, 40, 80, 160, 300, 300, 300], delays);
    }

    [Fact]
    public void NextTry_TenQuietMinutes_BeginsAnew()
    {
        var backOff = new BackOff();
        backOff.Next(Start, Start);
        backOff.Next(Start, Start);
        var failedLater = Start.AddMinutes(10).AddSeconds(1);
        Assert.Equal(failedLater, backOff.NextTry(failedLater));
        backOff.Next(failedLater, failedLater);
        Assert.Equal(TimeSpan.FromSeconds(10), backOff.Delay);
    }

    [Fact]
    public void NextTry_WithinTenMinutes_Waits()
    {
        var backOff = new BackOff();
        backOff.Next(Start, Start);
        Assert.Equal(Start.AddMinutes(9).AddSeconds(10), backOff.NextTry(Start.AddMinutes(9)));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.25, "250ms")]
    [InlineData(1.2, "1.2s")]
    [InlineData(10, "10s")]
    [InlineData(80, "1m20s")]
    [InlineData(300, "5m0s")]
    [InlineData(3723.5, "1h2m3.5s")]
    public void GoDuration_Format_IsAsGoWritesIt(double seconds, string text) => Assert.Equal(text, GoDuration.Format(TimeSpan.FromSeconds(seconds)));
}
