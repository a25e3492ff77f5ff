using Trireme.Api.Core.V1;

namespace Trireme.Node.Runtime;

/// <summary>All that a runtime needs to create a container: the Pod's spec with every reference resolved.</summary>
public sealed record ContainerSpec
{
    /// <summary>The container of the Pod's spec, for what needs no resolving: ports, tty, stdin, security context, resources.</summary>
    public required Container Container { get; init; }

    /// <summary>How many containers of this name the Pod had before.</summary>
    public int Attempt { get; init; }

    /// <summary>The image to run, as <see cref="IPodRuntime.PullImageAsync"/> or <see cref="IPodRuntime.GetImageAsync"/> named it.</summary>
    public required string ImageId { get; init; }

    /// <summary>The image as the user wrote it.</summary>
    public required string ImageReference { get; init; }

    /// <summary>Command with variables expanded; empty for the image's own.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Arguments with variables expanded; empty for the image's own.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Mounts, parents before children.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Devices of the host that the container may use.</summary>
    public IReadOnlyList<ContainerDevice> Devices { get; init; } = [];

    /// <summary>The log file's path below <see cref="SandboxSpec.LogDirectory"/>.</summary>
    public required string LogPath { get; init; }

    /// <summary>Linux OOM score adjustment.</summary>
    public int OomScoreAdjustment { get; init; }

    /// <summary>The container whose process ids this one sees, for debugging; null for its own.</summary>
    public string? TargetContainerId { get; init; }

    /// <summary>User, groups and privileges that container and Pod agree on.</summary>
    public SecurityContext? SecurityContext { get; init; }

    /// <summary>Labels given at creation.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations given at creation.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
