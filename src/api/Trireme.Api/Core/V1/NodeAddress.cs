using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeAddress</c> of core/v1, found at <c>Node.status.addresses</c>.</summary>
public sealed record NodeAddress
{
    [Required, ProtoField(2)]
    public string Address { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";
}
