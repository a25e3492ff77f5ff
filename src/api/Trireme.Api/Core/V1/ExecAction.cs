using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ExecAction</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart.exec</c>, <c>Pod.spec.containers.livenessProbe.exec</c>.</summary>
public sealed record ExecAction
{
    [ProtoField(1)]
    public IReadOnlyList<string>? Command { get; init; }
}
