namespace Trireme.Controllers.NodeLifecycle;

/// <summary>Whether Pods may be sent away from a node that is not ready.</summary>
internal enum EvictionLeave
{
    /// <summary>Yes.</summary>
    Granted,

    /// <summary>Not now: others went a moment ago.</summary>
    Later,

    /// <summary>No, and those that would be sent away already may stay: no node is ready, so the fault is not with the nodes.</summary>
    Withdrawn,
}
