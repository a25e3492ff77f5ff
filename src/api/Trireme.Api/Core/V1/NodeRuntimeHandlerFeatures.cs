namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeRuntimeHandlerFeatures</c> of core/v1, found at <c>Node.status.runtimeHandlers.features</c>.</summary>
public sealed record NodeRuntimeHandlerFeatures
{
    public bool? RecursiveReadOnlyMounts { get; init; }

    public bool? UserNamespaces { get; init; }
}
