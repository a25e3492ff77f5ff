using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>HTTPGetAction</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart.httpGet</c>, <c>Pod.spec.containers.livenessProbe.httpGet</c>.</summary>
public sealed record HTTPGetAction
{
    [ProtoField(3, Plain = true)]
    public string? Host { get; init; }

    [ProtoField(5)]
    public IReadOnlyList<HTTPHeader>? HttpHeaders { get; init; }

    [Default("/"), ProtoField(1, Plain = true)]
    public string? Path { get; init; }

    [Required, ProtoField(2)]
    public IntOrString Port { get; init; }

    [Default("HTTP"), OneOf("HTTP", "HTTPS"), ProtoField(4, Plain = true)]
    public string? Scheme { get; init; }
}
