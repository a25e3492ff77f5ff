namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LifecycleHandler</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart</c>, <c>Pod.spec.containers.lifecycle.preStop</c>.</summary>
public sealed record LifecycleHandler
{
    public ExecAction? Exec { get; init; }

    public HTTPGetAction? HttpGet { get; init; }

    public SleepAction? Sleep { get; init; }

    public TCPSocketAction? TcpSocket { get; init; }
}
