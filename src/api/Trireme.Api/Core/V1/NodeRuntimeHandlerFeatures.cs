using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeRuntimeHandlerFeatures</c> of core/v1, found at <c>Node.status.runtimeHandlers.features</c>.</summary>
public sealed record NodeRuntimeHandlerFeatures
{
    [ProtoField(1)]
    public bool? RecursiveReadOnlyMounts { get; init; }

    [ProtoField(2)]
    public bool? UserNamespaces { get; init; }
}
