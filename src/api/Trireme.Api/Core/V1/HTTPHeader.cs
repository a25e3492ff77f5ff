using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>HTTPHeader</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart.httpGet.httpHeaders</c>.</summary>
public sealed record HTTPHeader
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string Value { get; init => field = value ?? ""; } = "";
}
