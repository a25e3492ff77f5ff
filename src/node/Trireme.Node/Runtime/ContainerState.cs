namespace Trireme.Node.Runtime;

/// <summary>A container as the runtime has it.</summary>
public sealed record ContainerState
{
    /// <summary>The runtime's id.</summary>
    public required string Id { get; init; }

    /// <summary>The sandbox in which it lives.</summary>
    public required string SandboxId { get; init; }

    /// <summary>The container's name in the Pod.</summary>
    public required string Name { get; init; }

    /// <summary>Which container of this name it is.</summary>
    public int Attempt { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ContainerPhase Phase { get; init; }

    /// <summary>The image as the user wrote it.</summary>
    public string ImageReference { get; init; } = "";

    /// <summary>The digest or id of the image that runs.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it started; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The exit code once it has ended.</summary>
    public int ExitCode { get; init; }

    /// <summary>Such as <c>Completed</c>, <c>Error</c>, <c>OOMKilled</c>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>More on the end.</summary>
    public string Message { get; init; } = "";

    /// <summary>Labels given at creation.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations given at creation.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
