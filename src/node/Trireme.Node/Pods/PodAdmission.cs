using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Statuses;

namespace Trireme.Node.Pods;

/// <summary>
/// The node's own say in whether a Pod may run here: a scheduler may be wrong, late or absent. Keeps count of what admitted Pods use. Thread-safe.
/// </summary>
/// <param name="allocatable">What the node gives to Pods.</param>
/// <param name="nodeName">The node's name.</param>
/// <param name="node">The Node as last seen; null before.</param>
internal sealed class PodAdmission(IReadOnlyDictionary<string, Quantity> allocatable, string nodeName, Func<ApiNode?> node)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PodSpec> _admitted = new(StringComparer.Ordinal);

    /// <summary>Admits a Pod, or says why not.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="adopt">Whether it runs already and is only counted.</param>
    /// <returns>Null where it is admitted.</returns>
    public WaitingCause? Admit(Pod pod, bool adopt)
    {
        lock (_gate)
        {
            var uid = pod.Metadata.Uid ?? "";
            if (_admitted.ContainsKey(uid))
                return null;
            var refusal = adopt ? null : UnsupportedFeatures.Find(pod.Spec) ?? Placement(pod.Spec) ?? Ports(pod.Spec) ?? Room(pod.Spec);
            if (refusal is null)
                _admitted.Add(uid, pod.Spec);
            return refusal;
        }
    }

    /// <summary>A Pod has ended: what it used is free again.</summary>
    public void Release(string podUid)
    {
        lock (_gate)
            _admitted.Remove(podUid);
    }

    private WaitingCause? Placement(PodSpec spec)
    {
        if (spec.Os?.Name is { } os && os != "linux")
            return new("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS");
        if (node() is not { } here)
            return null;
        if (!NodeMatch.Matches(spec, here, nodeName))
            return new("NodeAffinity", "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector");
        foreach (var taint in here.Spec.Taints ?? [])
        {
            if (taint.Effect == "NoExecute" && spec.Tolerations?.Any(toleration => Tolerates(toleration, taint)) != true)
                return new("TaintToleration", "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate");
        }
        return null;
    }

    private WaitingCause? Ports(PodSpec spec)
    {
        var wanted = HostPorts(spec).ToList();
        var taken = _admitted.Values.SelectMany(HostPorts);
        return wanted.Count > 0 && taken.Any(other => wanted.Any(port => Conflict(port, other)))
            ? new("NodePorts", "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports")
            : null;
    }

    private WaitingCause? Room(PodSpec spec)
    {
        foreach (var (resource, requested) in PodRequests.Of(spec).Prepend(new("pods", Quantity.FromUnits(1))))
        {
            if (requested.IsZero)
                continue;
            var capacity = allocatable.TryGetValue(resource, out var amount) ? amount : default;
            Quantity used = default;
            foreach (var other in _admitted.Values)
                used += resource == "pods" ? Quantity.FromUnits(1) : PodRequests.Of(other).GetValueOrDefault(resource);
            if (used + requested > capacity)
            {
                return new($"OutOf{resource}",
                    $"Node didn't have enough resource: {resource}, requested: {Number(resource, requested)}, used: {Number(resource, used)}, capacity: {Number(resource, capacity)}");
            }
        }
        return null;
    }

    private static long Number(string resource, Quantity amount) => resource == "cpu" ? amount.MilliValue : amount.Value;

    private static IEnumerable<(string Protocol, string Ip, int Port)> HostPorts(PodSpec spec) =>
        (spec.InitContainers ?? []).Where(PodContainers.IsSidecar).Concat(spec.Containers)
            .SelectMany(container => container.Ports ?? [])
            .Where(port => port.HostPort > 0)
            .Select(port => (port.Protocol ?? "TCP", port.HostIP is null or "" ? "0.0.0.0" : port.HostIP, port.HostPort!.Value));

    private static bool Conflict((string Protocol, string Ip, int Port) left, (string Protocol, string Ip, int Port) right) =>
        left.Protocol == right.Protocol && left.Port == right.Port && (left.Ip == right.Ip || left.Ip == "0.0.0.0" || right.Ip == "0.0.0.0");

    private static bool Tolerates(Toleration toleration, Taint taint) =>
        (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect)
        && (string.IsNullOrEmpty(toleration.Key) ? toleration.Operator == "Exists" : toleration.Key == taint.Key)
        && (toleration.Operator == "Exists" || (toleration.Value ?? "") == (taint.Value ?? ""));
}
