using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodIP</c> of core/v1, found at <c>Pod.status.podIPs</c>.</summary>
public sealed record PodIP
{
    [Required, ProtoField(1)]
    public string Ip { get; init => field = value ?? ""; } = "";
}
