using Trireme.Api.Core.V1;
using Trireme.Node.Cgroups;
using Trireme.Node.Runtime;
using Trireme.Node.Volumes;

namespace Trireme.Node.Sandboxes;

/// <summary>Makes what a runtime needs for the sandbox of a Pod. Thread-safe.</summary>
internal sealed class SandboxSpecBuilder(NodeAgentOptions options, PodDirectories directories)
{
    /// <summary>The spec.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="attempt">The number of the sandbox.</param>
    /// <param name="warn">Told what of the DNS configuration had to be left out.</param>
    /// <exception cref="RuntimeException">The Pod's names do not fit.</exception>
    public SandboxSpec Build(Pod pod, int attempt, Action<string> warn)
    {
        var hostname = PodHostname.Of(pod, options.Hostname, options.ClusterDomain);
        var meta = pod.Metadata;
        return new SandboxSpec
        {
            PodNamespace = meta.Namespace ?? "",
            PodName = meta.Name ?? "",
            PodUid = meta.Uid ?? "",
            Attempt = attempt,
            Hostname = hostname.Kernel(pod.Spec) ?? throw new RuntimeException(
                "CreatePodSandboxError",
                $"Failed to construct FQDN from pod hostname and cluster domain, FQDN {hostname.Full} is too long (64 characters is the max, {hostname.Full.Length} characters requested)"),
            LogDirectory = directories.Logs(meta.Namespace ?? "", meta.Name ?? "", meta.Uid ?? ""),
            Dns = PodDns.For(pod, options.ClusterDns, options.ClusterDomain, NodeDns(), warn),
            HostNetwork = pod.Spec.HostNetwork == true,
            HostPid = pod.Spec.HostPID == true,
            HostIpc = pod.Spec.HostIPC == true,
            ShareProcessNamespace = pod.Spec.ShareProcessNamespace == true,
            SecurityContext = pod.Spec.SecurityContext,
            PortMappings = PortMappings(pod.Spec),
            CgroupParent = options.CgroupRoot is { } root ? PodCgroup.Path(root, pod) : null,
            Labels = Labels(meta.Labels, meta.Namespace ?? "", meta.Name ?? "", meta.Uid ?? ""),
            Annotations = meta.Annotations ?? new Dictionary<string, string>(),
        };
    }

    private DnsConfiguration NodeDns()
    {
        try
        {
            return options.ResolverConfiguration.Length > 0 ? PodDns.Parse(File.ReadLines(options.ResolverConfiguration)) : new DnsConfiguration([], [], []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new DnsConfiguration([], [], []);
        }
    }

    private static IReadOnlyList<PortMapping> PortMappings(PodSpec spec) => spec.HostNetwork == true
        ? []
        : [.. (spec.InitContainers ?? []).Where(Pods.PodContainers.IsSidecar).Concat(spec.Containers)
            .SelectMany(container => container.Ports ?? [])
            .Where(port => port.HostPort > 0)
            .Select(port => new PortMapping(port.Protocol ?? "TCP", port.Port, port.HostPort!.Value, port.HostIP ?? ""))];

    private static Dictionary<string, string> Labels(IReadOnlyDictionary<string, string>? own, string ns, string name, string uid) =>
        new(own ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [RuntimeLabels.PodName] = name,
            [RuntimeLabels.PodNamespace] = ns,
            [RuntimeLabels.PodUid] = uid,
        };
}
