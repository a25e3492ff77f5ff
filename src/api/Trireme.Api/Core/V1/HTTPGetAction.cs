using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>HTTPGetAction</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart.httpGet</c>, <c>Pod.spec.containers.livenessProbe.httpGet</c>.</summary>
public sealed record HTTPGetAction
{
    public string? Host { get; init; }

    public IReadOnlyList<HTTPHeader>? HttpHeaders { get; init; }

    [Default("/")]
    public string? Path { get; init; }

    [Required]
    public IntOrString Port { get; init; }

    [Default("HTTP"), OneOf("HTTP", "HTTPS")]
    public string? Scheme { get; init; }
}
