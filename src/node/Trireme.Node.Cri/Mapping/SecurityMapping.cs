using Google.Protobuf.Collections;
using Trireme.Api.Core.V1;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;
using ProfileType = Trireme.Node.Cri.Protocol.SecurityProfile.Types.ProfileType;

namespace Trireme.Node.Cri.Mapping;

/// <summary>Users, privileges and isolation in the CRI's terms.</summary>
internal static class SecurityMapping
{
    // What a container may not read under procMount Default. Source: kubelet, pkg/securitycontext/util.go.
    private static readonly string[] MaskedPaths =
    [
        "/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list",
        "/proc/timer_stats", "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    private static readonly string[] ReadOnlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    internal static NamespaceOption Namespaces(SandboxSpec spec, string? targetContainerId)
    {
        var options = new NamespaceOption
        {
            Network = spec.HostNetwork ? NamespaceMode.Node : NamespaceMode.Pod,
            Ipc = spec.HostIpc ? NamespaceMode.Node : NamespaceMode.Pod,
            Pid = spec.HostPid ? NamespaceMode.Node : spec.ShareProcessNamespace ? NamespaceMode.Pod : NamespaceMode.Container,
        };
        if (targetContainerId is not null && options.Pid == NamespaceMode.Container)
        {
            options.Pid = NamespaceMode.Target;
            options.TargetId = targetContainerId;
        }
        return options;
    }

    internal static LinuxContainerSecurityContext ToContainer(SandboxSpec sandbox, ContainerSpec spec, string seccompRoot)
    {
        var wanted = spec.SecurityContext;
        var pod = sandbox.SecurityContext;
        var security = new LinuxContainerSecurityContext
        {
            NamespaceOptions = Namespaces(sandbox, spec.TargetContainerId),
            Privileged = wanted?.Privileged ?? false,
            ReadonlyRootfs = wanted?.ReadOnlyRootFilesystem ?? false,
            NoNewPrivs = wanted?.AllowPrivilegeEscalation == false,
            SelinuxOptions = ToSelinux(wanted?.SeLinuxOptions ?? pod?.SeLinuxOptions),
            Seccomp = ToSeccomp(wanted?.SeccompProfile ?? pod?.SeccompProfile, seccompRoot),
            Apparmor = ToAppArmor(wanted?.AppArmorProfile ?? pod?.AppArmorProfile),
            RunAsUser = ToValue(wanted?.RunAsUser ?? pod?.RunAsUser),
            RunAsGroup = ToValue(wanted?.RunAsGroup ?? pod?.RunAsGroup),
        };
        if (wanted?.Capabilities is { } capabilities)
        {
            security.Capabilities = new();
            security.Capabilities.AddCapabilities.AddRange(capabilities.Add ?? []);
            security.Capabilities.DropCapabilities.AddRange(capabilities.Drop ?? []);
        }
        if (wanted?.ProcMount != "Unmasked")
        {
            security.MaskedPaths.AddRange(MaskedPaths);
            security.ReadonlyPaths.AddRange(ReadOnlyPaths);
        }
        if (pod is not null)
            AddGroups(security.SupplementalGroups, pod);
        return security;
    }

    internal static void AddGroups(RepeatedField<long> groups, PodSecurityContext pod)
    {
        if (pod.FsGroup is { } fsGroup)
            groups.Add(fsGroup);
        groups.AddRange(pod.SupplementalGroups ?? []);
    }

    internal static SELinuxOption? ToSelinux(SELinuxOptions? options) => options is null
        ? null
        : new() { User = options.User ?? "", Role = options.Role ?? "", Type = options.Type ?? "", Level = options.Level ?? "" };

    private static Int64Value? ToValue(long? value) => value is { } number ? new() { Value = number } : null;

    private static SecurityProfile ToSeccomp(Api.Core.V1.SeccompProfile? profile, string root) => profile?.Type switch
    {
        "RuntimeDefault" => new() { ProfileType = ProfileType.RuntimeDefault },
        "Localhost" when string.IsNullOrEmpty(profile.LocalhostProfile) =>
            throw new RuntimeException(CriReasons.CreateContainerConfig, "localhostProfile must be set if seccompProfile type is Localhost."),
        "Localhost" => new() { ProfileType = ProfileType.Localhost, LocalhostRef = Path.Combine(root, profile.LocalhostProfile) },
        _ => new() { ProfileType = ProfileType.Unconfined },
    };

    private static SecurityProfile? ToAppArmor(AppArmorProfile? profile) => profile?.Type switch
    {
        "RuntimeDefault" => new() { ProfileType = ProfileType.RuntimeDefault },
        "Unconfined" => new() { ProfileType = ProfileType.Unconfined },
        "Localhost" => new() { ProfileType = ProfileType.Localhost, LocalhostRef = profile.LocalhostProfile ?? "" },
        _ => null,
    };
}
