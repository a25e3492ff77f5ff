namespace Trireme.Node.Runtime;

/// <summary>The labels and annotations by which sandboxes and containers are found again, as Kubernetes names them.</summary>
public static class RuntimeLabels
{
    /// <summary>Label: name of the Pod.</summary>
    public const string PodName = "io.kubernetes.pod.name";

    /// <summary>Label: namespace of the Pod.</summary>
    public const string PodNamespace = "io.kubernetes.pod.namespace";

    /// <summary>Label: UID of the Pod.</summary>
    public const string PodUid = "io.kubernetes.pod.uid";

    /// <summary>Label: name of the container.</summary>
    public const string ContainerName = "io.kubernetes.container.name";

    /// <summary>Annotation: hash of what makes a container need a restart when it changes.</summary>
    public const string ContainerHash = "io.kubernetes.container.hash";

    /// <summary>Annotation: how often the container was restarted before.</summary>
    public const string RestartCount = "io.kubernetes.container.restartCount";

    /// <summary>Annotation: where the container writes its last words.</summary>
    public const string TerminationMessagePath = "io.kubernetes.container.terminationMessagePath";

    /// <summary>Annotation: where else its last words may be found.</summary>
    public const string TerminationMessagePolicy = "io.kubernetes.container.terminationMessagePolicy";

    /// <summary>Annotation: seconds of grace that the Pod asks for.</summary>
    public const string GracePeriod = "io.kubernetes.pod.terminationGracePeriod";

    /// <summary>Annotation: the file on the node that holds the last words.</summary>
    public const string TerminationMessageFile = "io.trireme.container.terminationMessageFile";
}
