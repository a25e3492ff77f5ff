namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeRuntimeHandler</c> of core/v1, found at <c>Node.status.runtimeHandlers</c>.</summary>
public sealed record NodeRuntimeHandler
{
    public NodeRuntimeHandlerFeatures? Features { get; init; }

    public string? Name { get; init; }
}
