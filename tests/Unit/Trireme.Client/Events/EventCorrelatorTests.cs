using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Events;
using Xunit;

namespace Trireme.Tests.Unit.Client.Events;

public sealed class EventCorrelatorTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly EventCorrelator _correlator;

    public EventCorrelatorTests() => _correlator = new EventCorrelator(_time);

    [Fact]
    public void Correlate_SameEventAgain_CountsUnderFirstName()
    {
        Report("first", "Pulled");
        var second = Report("second", "Pulled");

        Assert.True(second!.IsRepeated);
        Assert.Equal("first", second.Event.Metadata.Name);
        Assert.Equal(2, second.Event.Count);
    }

    [Fact]
    public void Correlate_ElevenMessages_BecomeOneSummary()
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal($"message {i}", Report($"e{i}", $"message {i}")!.Event.Message);

        Assert.Equal("(combined from similar events): message 10", Report("e10", "message 10")!.Event.Message);
        var twelfth = Report("e11", "message 11")!.Event;
        Assert.Equal("e10", twelfth.Metadata.Name);
        Assert.Equal(2, twelfth.Count);
        Assert.Equal("(combined from similar events): message 11", twelfth.Message);
    }

    [Fact]
    public void Correlate_BurstSpent_SilentUntilOneTokenIsBack()
    {
        for (var i = 0; i < 25; i++)
            Assert.NotNull(Report($"e{i}", "Same"));
        Assert.Null(Report("late", "Same"));

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(Report("later", "Same"));
        Assert.Null(Report("again", "Same"));
    }

    private CorrelatedEvent? Report(string name, string message)
    {
        var now = _time.GetUtcNow();
        var wanted = _correlator.Correlate(new Event
        {
            Metadata = new ObjectMeta { Name = name, Namespace = "ns" },
            InvolvedObject = new ObjectReference { Kind = "Pod", Name = "p", Namespace = "ns", Uid = "1" },
            Source = new EventSource { Component = "kubelet" },
            Type = "Normal",
            Reason = "Pulled",
            Message = message,
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
        });
        if (wanted is not null)
            _correlator.Written(wanted, wanted.Event);
        return wanted;
    }
}
