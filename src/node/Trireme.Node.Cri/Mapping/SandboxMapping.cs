using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Mapping;

/// <summary>A sandbox's spec in the CRI's terms, as the kubelet fills it in.</summary>
internal static class SandboxMapping
{
    internal static PodSandboxConfig ToConfig(SandboxSpec spec)
    {
        var config = new PodSandboxConfig
        {
            Metadata = new()
            {
                Name = spec.PodName,
                Namespace = spec.PodNamespace,
                Uid = spec.PodUid,
                Attempt = (uint)spec.Attempt,
            },
            // On the node's network the runtime takes the node's own name.
            Hostname = spec.HostNetwork ? "" : spec.Hostname,
            LogDirectory = spec.LogDirectory,
            DnsConfig = new(),
            Linux = ToLinux(spec),
        };
        config.DnsConfig.Servers.AddRange(spec.Dns.Servers);
        config.DnsConfig.Searches.AddRange(spec.Dns.Searches);
        config.DnsConfig.Options.AddRange(spec.Dns.Options);
        foreach (var port in spec.PortMappings)
            config.PortMappings.Add(ToMapping(port));
        foreach (var (key, value) in spec.Labels)
            config.Labels[key] = value;
        config.Labels[KubernetesLabels.PodName] = spec.PodName;
        config.Labels[KubernetesLabels.PodNamespace] = spec.PodNamespace;
        config.Labels[KubernetesLabels.PodUid] = spec.PodUid;
        foreach (var (key, value) in spec.Annotations)
            config.Annotations[key] = value;
        return config;
    }

    private static Protocol.PortMapping ToMapping(Runtime.PortMapping port) => new()
    {
        Protocol = port.Protocol switch
        {
            "UDP" => Protocol.Protocol.Udp,
            "SCTP" => Protocol.Protocol.Sctp,
            _ => Protocol.Protocol.Tcp,
        },
        ContainerPort = port.ContainerPort,
        HostPort = port.HostPort,
        HostIp = port.HostAddress,
    };

    private static LinuxPodSandboxConfig ToLinux(SandboxSpec spec)
    {
        var security = new LinuxSandboxSecurityContext
        {
            NamespaceOptions = SecurityMapping.Namespaces(spec, targetContainerId: null),
            Privileged = spec.Privileged,
            // The sandbox's own process is ours and needs no more than the default allows.
            Seccomp = new() { ProfileType = SecurityProfile.Types.ProfileType.RuntimeDefault },
        };
        var linux = new LinuxPodSandboxConfig { CgroupParent = spec.CgroupParent ?? "", SecurityContext = security };
        if (spec.SecurityContext is not { } pod)
            return linux;
        if (pod.RunAsUser is { } user)
        {
            security.RunAsUser = new() { Value = user };
            if (pod.RunAsGroup is { } group)
                security.RunAsGroup = new() { Value = group };
        }
        SecurityMapping.AddGroups(security.SupplementalGroups, pod);
        security.SelinuxOptions = SecurityMapping.ToSelinux(pod.SeLinuxOptions);
        foreach (var sysctl in pod.Sysctls ?? [])
            linux.Sysctls[sysctl.Name] = sysctl.Value;
        return linux;
    }
}
