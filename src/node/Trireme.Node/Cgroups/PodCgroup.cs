using Trireme.Api.Core.V1;
using Trireme.Node.Statuses;

namespace Trireme.Node.Cgroups;

/// <summary>Where the cgroups of Pods are: below the root by quality of service, as Kubernetes has them.</summary>
internal static class PodCgroup
{
    /// <summary>The cgroup of a Pod, from the top of the hierarchy.</summary>
    public static string Path(string root, Pod pod) => (pod.Status.QosClass ?? QosClass.Of(pod.Spec)) switch
    {
        "BestEffort" => $"{root}/besteffort/pod{pod.Metadata.Uid}",
        "Burstable" => $"{root}/burstable/pod{pod.Metadata.Uid}",
        _ => $"{root}/pod{pod.Metadata.Uid}",
    };
}
