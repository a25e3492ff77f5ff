using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LifecycleHandler</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart</c>, <c>Pod.spec.containers.lifecycle.preStop</c>.</summary>
public sealed record LifecycleHandler
{
    [ProtoField(1)]
    public ExecAction? Exec { get; init; }

    [ProtoField(2)]
    public HTTPGetAction? HttpGet { get; init; }

    [ProtoField(4)]
    public SleepAction? Sleep { get; init; }

    [ProtoField(3)]
    public TCPSocketAction? TcpSocket { get; init; }
}
