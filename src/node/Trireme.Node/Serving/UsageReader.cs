using Trireme.Node.Cgroups;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Serving;

/// <summary>Reads what Pods use from their cgroups. Thread-safe.</summary>
internal sealed class UsageReader(PodRegistry registry, RuntimeView view, string? cgroupRoot)
{
    // Where containerd puts containers of Pods without a cgroup of their own.
    private const string RuntimeDefault = "/k8s.io";

    /// <summary>The usage of all Pods that run, as far as it is known.</summary>
    public IReadOnlyList<PodUsage> Read()
    {
        var pods = new List<PodUsage>();
        foreach (var worker in registry.Workers)
        {
            if (view.Find(worker.Pod.Metadata.Uid ?? "") is not { ReadySandbox: not null } state)
                continue;
            var cgroup = cgroupRoot is null ? RuntimeDefault : PodCgroup.Path(cgroupRoot, worker.Pod);
            var containers = new List<ContainerUsage>();
            foreach (var container in state.Containers)
            {
                if (container.Phase == ContainerPhase.Running && CgroupUsage.Read($"{cgroup}/{container.Id}") is { } usage)
                    containers.Add(new ContainerUsage(container.Name, container.Id, container.StartedAt ?? container.CreatedAt, usage));
            }
            pods.Add(new PodUsage(worker.Pod, cgroupRoot is null ? Sum(containers) : CgroupUsage.Read(cgroup), containers));
        }
        return pods;
    }

    private static CgroupUsage? Sum(List<ContainerUsage> containers) => containers.Count == 0
        ? null
        : new CgroupUsage(
            containers.Sum(container => container.Usage.CpuNanoseconds),
            containers.Sum(container => container.Usage.MemoryBytes),
            containers.Sum(container => container.Usage.WorkingSetBytes));
}
