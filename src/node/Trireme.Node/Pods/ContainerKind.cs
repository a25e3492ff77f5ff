namespace Trireme.Node.Pods;

/// <summary>What a container is to its Pod.</summary>
internal enum ContainerKind
{
    /// <summary>Runs to its end before the others.</summary>
    Init,

    /// <summary>An init container that goes on running beside the others (KEP-753).</summary>
    Sidecar,

    /// <summary>What the Pod is about.</summary>
    Regular,

    /// <summary>Added for debugging, never restarted (KEP-277).</summary>
    Ephemeral,
}
