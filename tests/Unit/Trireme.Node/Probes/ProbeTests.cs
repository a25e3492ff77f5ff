using Trireme.Api.Core.V1;
using Trireme.Node.Probes;
using Xunit;

namespace Trireme.Tests.Unit.Node.Probes;

public sealed class ProbeTests
{
    [Fact]
    public void Tally_Failures_DecideAtThreshold()
    {
        var tally = new ProbeTally(new Probe { FailureThreshold = 3 }, ProbeKind.Liveness);
        Assert.Null(tally.Add(false));
        Assert.Null(tally.Add(false));
        Assert.False(tally.Add(false));
    }

    [Fact]
    public void Tally_SuccessBetweenFailures_StartsCountingAgain()
    {
        var tally = new ProbeTally(new Probe { FailureThreshold = 2 }, ProbeKind.Liveness);
        Assert.Null(tally.Add(false));
        Assert.True(tally.Add(true));
        Assert.Null(tally.Add(false));
        Assert.False(tally.Add(false));
    }

    [Fact]
    public void Tally_ReadinessWithSuccessThreshold_NeedsSeveral()
    {
        var tally = new ProbeTally(new Probe { SuccessThreshold = 2 }, ProbeKind.Readiness);
        Assert.Null(tally.Add(true));
        Assert.True(tally.Add(true));
    }

    [Fact]
    public void GrpcFrame_OfService_IsLengthAndField()
    {
        Assert.Equal([0, 0, 0, 0, 0], GrpcHealth.Frame(""));
        Assert.Equal([0, 0, 0, 0, 4, 0x0a, 2, (byte)'d', (byte)'b'], GrpcHealth.Frame("db"));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 8, 1 }, 1)]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 8, 2 }, 2)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0 }, 0)]
    [InlineData(new byte[] { }, 0)]
    public void GrpcServing_OfFrame_IsTheStatus(byte[] frame, int status) => Assert.Equal(status, GrpcHealth.Serving(frame));

    [Theory]
    [InlineData(null, "/", "http://10.0.0.1:8080/")]
    [InlineData("HTTPS", "health?x=1", "https://10.0.0.1:8080/health?x=1")]
    public void HttpRequest_NamedPort_IsResolved(string? scheme, string path, string url)
    {
        var container = new Container { Name = "a", Ports = [new ContainerPort { Name = "web", Port = 8080 }] };
        Assert.Equal(url, HttpProbeRequest.For(new HTTPGetAction { Port = "web", Path = path, Scheme = scheme }, container, "10.0.0.1")!.Text);
        Assert.Null(HttpProbeRequest.For(new HTTPGetAction { Port = "other" }, container, "10.0.0.1"));
    }
}
