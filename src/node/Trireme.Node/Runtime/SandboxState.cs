namespace Trireme.Node.Runtime;

/// <summary>A sandbox as the runtime has it.</summary>
public sealed record SandboxState
{
    /// <summary>The runtime's id.</summary>
    public required string Id { get; init; }

    /// <summary>Namespace of the Pod.</summary>
    public required string PodNamespace { get; init; }

    /// <summary>Name of the Pod.</summary>
    public required string PodName { get; init; }

    /// <summary>UID of the Pod.</summary>
    public required string PodUid { get; init; }

    /// <summary>Which sandbox of the Pod this is.</summary>
    public int Attempt { get; init; }

    /// <summary>Whether it is alive.</summary>
    public bool Ready { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The Pod's addresses, the main one first; empty on the node's network, and where a list call did not ask for them.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Labels given at creation.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations given at creation.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
