namespace Trireme.Node.Cri;

/// <summary>Labels and annotations that the kubelet puts on sandboxes and containers, and that tools such as crictl read.</summary>
internal static class KubernetesLabels
{
    internal const string PodName = "io.kubernetes.pod.name";
    internal const string PodNamespace = "io.kubernetes.pod.namespace";
    internal const string PodUid = "io.kubernetes.pod.uid";
    internal const string ContainerName = "io.kubernetes.container.name";
    internal const string RestartCount = "io.kubernetes.container.restartCount";
    internal const string TerminationMessagePath = "io.kubernetes.container.terminationMessagePath";
    internal const string TerminationMessagePolicy = "io.kubernetes.container.terminationMessagePolicy";
    internal const string Ports = "io.kubernetes.container.ports";
}
