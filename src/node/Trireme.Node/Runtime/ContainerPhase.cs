namespace Trireme.Node.Runtime;

/// <summary>Where a container is in its life.</summary>
public enum ContainerPhase
{
    /// <summary>Created, not started.</summary>
    Created,

    /// <summary>Its process runs.</summary>
    Running,

    /// <summary>Its process has ended.</summary>
    Exited,

    /// <summary>The runtime cannot tell.</summary>
    Unknown,
}
