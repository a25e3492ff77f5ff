using Trireme.Node.Cgroups;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Serving;

/// <summary>Reads what Pods use from their cgroups. Thread-safe.</summary>
internal sealed class UsageReader(PodRegistry registry, RuntimeView view, string? cgroupRoot)
{
    /// <summary>The usage of all Pods that run; nothing where the agent does not care for cgroups.</summary>
    public IReadOnlyList<PodUsage> Read()
    {
        var pods = new List<PodUsage>();
        if (cgroupRoot is null)
            return pods;
        foreach (var worker in registry.Workers)
        {
            if (view.Find(worker.Pod.Metadata.Uid ?? "") is not { ReadySandbox: not null } state)
                continue;
            var cgroup = PodCgroup.Path(cgroupRoot, worker.Pod);
            var containers = new List<ContainerUsage>();
            foreach (var container in state.Containers)
            {
                if (container.Phase == ContainerPhase.Running && CgroupUsage.Read($"{cgroup}/{container.Id}") is { } usage)
                    containers.Add(new ContainerUsage(container.Name, container.Id, container.StartedAt ?? container.CreatedAt, usage));
            }
            pods.Add(new PodUsage(worker.Pod, CgroupUsage.Read(cgroup), containers));
        }
        return pods;
    }
}
