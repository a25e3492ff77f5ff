using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>HostIP</c> of core/v1, found at <c>Pod.status.hostIPs</c>.</summary>
public sealed record HostIP
{
    [Required]
    public string Ip { get; init => field = value ?? ""; } = "";
}
