using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Probe</c> of core/v1, found at <c>Pod.spec.containers.livenessProbe</c>, <c>Pod.spec.containers.readinessProbe</c>, <c>Pod.spec.containers.startupProbe</c>.</summary>
public sealed record Probe
{
    public ExecAction? Exec { get; init; }

    [Default(3)]
    public int? FailureThreshold { get; init; }

    public GRPCAction? Grpc { get; init; }

    public HTTPGetAction? HttpGet { get; init; }

    public int? InitialDelaySeconds { get; init; }

    [Default(10)]
    public int? PeriodSeconds { get; init; }

    [Default(1)]
    public int? SuccessThreshold { get; init; }

    public TCPSocketAction? TcpSocket { get; init; }

    public long? TerminationGracePeriodSeconds { get; init; }

    [Default(1)]
    public int? TimeoutSeconds { get; init; }
}
