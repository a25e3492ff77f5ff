using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeRuntimeHandler</c> of core/v1, found at <c>Node.status.runtimeHandlers</c>.</summary>
public sealed record NodeRuntimeHandler
{
    [ProtoField(2)]
    public NodeRuntimeHandlerFeatures? Features { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Name { get; init; }
}
