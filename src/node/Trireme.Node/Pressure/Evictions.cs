using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Events;
using Trireme.Node.Images;
using Trireme.Node.Pods;
using Trireme.Node.Serving;

namespace Trireme.Node.Pressure;

/// <summary>Makes room when the node runs short: unused images first, then one Pod a round. One caller at a time.</summary>
internal sealed class Evictions(
    PodRegistry registry, UsageReader usage, ImageGarbage images, LocalStorage storage, IEventRecorder events, ObjectReference node)
{
    /// <summary>Acts on shortages.</summary>
    public async Task RunAsync(IReadOnlyList<Shortage> shortages, CancellationToken cancellationToken)
    {
        foreach (var (worker, message) in storage.FindExcess(registry.Workers))
            Evict(worker, message);
        if (shortages.Count == 0)
            return;
        var shortage = shortages[0];
        events.Record(node, "Warning", "EvictionThresholdMet", $"Attempting to reclaim {shortage.Resource}");
        if (shortage.Resource is "ephemeral-storage" or "inodes"
            && await images.FreeAsync(Math.Max(1, shortage.Threshold - shortage.Available), cancellationToken).ConfigureAwait(false) is not null)
        {
            return;
        }
        var pods = usage.Read() is { Count: > 0 } known ? known : [.. registry.Workers.Where(worker => worker.IsActive).Select(worker => new PodUsage(worker.Pod, null, []))];
        if (EvictionRank.First(pods, shortage.Resource) is { } victim && registry.Find(victim.Pod.Metadata.Uid!) is { } found)
            Evict(found, Message(shortage, victim));
    }

    private static void Evict(PodWorker worker, string message) => worker.Evict(
        "Evicted", message, TimeSpan.Zero, new PodCondition { Type = "DisruptionTarget", Status = "True", Reason = "TerminationByKubelet", Message = message });

    private static string Message(Shortage shortage, PodUsage pod)
    {
        var isBytes = shortage.Resource is "memory" or "ephemeral-storage";
        var text = new StringBuilder($"The node was low on resource: {shortage.Resource}. Threshold quantity: {Amount(shortage.Threshold, isBytes)}, available: {Amount(shortage.Available, isBytes)}. ");
        if (shortage.Resource != "memory")
            return text.ToString();
        foreach (var container in pod.Containers)
        {
            var request = pod.Pod.Spec.Containers.FirstOrDefault(other => other.Name == container.Name)?.Resources?.Requests is { } requests && requests.TryGetValue("memory", out var memory)
                ? memory
                : Quantity.FromUnits(0);
            if (container.Usage.WorkingSetBytes > request.Value)
                text.Append($"Container {container.Name} was using {Amount(container.Usage.WorkingSetBytes, true)}, request is {request}, has larger consumption of memory. ");
        }
        return text.ToString();
    }

    private static string Amount(long value, bool isBytes) => isBytes ? Quantity.FromBytes(value / 1024 * 1024).ToString() : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
