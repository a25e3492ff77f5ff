using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Probe</c> of core/v1, found at <c>Pod.spec.containers.livenessProbe</c>, <c>Pod.spec.containers.readinessProbe</c>, <c>Pod.spec.containers.startupProbe</c>.</summary>
[Description("A check of a container that is made again and again. It has one of exec, httpGet, tcpSocket and grpc.")]
public sealed record Probe
{
    [Description("Runs a command; good when it ends with 0."), ProtoField(1, Inline = 1)]
    public ExecAction? Exec { get; init; }

    [Default(3)]
    [Description("The failures in a row after which the probe has failed."), ProtoField(6, Plain = true)]
    public int? FailureThreshold { get; init; }

    [Description("Asks the gRPC health service."), ProtoField(4, Inline = 1)]
    public GRPCAction? Grpc { get; init; }

    [Description("Asks for a URL; good when the code is 200 to 399."), ProtoField(2, Inline = 1)]
    public HTTPGetAction? HttpGet { get; init; }

    [Description("The seconds after the start before the first check."), ProtoField(2, Plain = true)]
    public int? InitialDelaySeconds { get; init; }

    [Default(10)]
    [Description("The seconds between checks."), ProtoField(4, Plain = true)]
    public int? PeriodSeconds { get; init; }

    [Default(1)]
    [Description("The successes in a row after which a failed probe is good again."), ProtoField(5, Plain = true)]
    public int? SuccessThreshold { get; init; }

    [Description("Opens a connection."), ProtoField(3, Inline = 1)]
    public TCPSocketAction? TcpSocket { get; init; }

    [Description("The grace period when this probe ends the container."), ProtoField(7)]
    public long? TerminationGracePeriodSeconds { get; init; }

    [Default(1)]
    [Description("The seconds after which a check has failed."), ProtoField(3, Plain = true)]
    public int? TimeoutSeconds { get; init; }
}
