using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>HostAlias</c> of core/v1, found at <c>Pod.spec.hostAliases</c>.</summary>
public sealed record HostAlias
{
    [ProtoField(2)]
    public IReadOnlyList<string>? Hostnames { get; init; }

    [Required, ProtoField(1)]
    public string Ip { get; init => field = value ?? ""; } = "";
}
