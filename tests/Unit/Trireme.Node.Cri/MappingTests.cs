using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Cri.Mapping;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;
using Xunit;
using Container = Trireme.Api.Core.V1.Container;

namespace Trireme.Tests.Unit.Trireme.Node.Cri;

public sealed class MappingTests
{
    [Theory]
    [InlineData(null, null, 2, 0)]
    [InlineData("100m", null, 102, 0)]
    [InlineData("2", "4", 2048, 400_000)]
    [InlineData(null, "500m", 512, 50_000)]
    [InlineData("1m", "1m", 2, 1_000)]
    [InlineData("10000", null, 262_144, 0)]
    public void Cpu_RequestAndLimit_AreSharesAndQuota(string? request, string? limit, long shares, long quota)
    {
        var mapped = ResourceMapping.ToResources(new() { Requests = Amounts("cpu", request), Limits = Amounts("cpu", limit) }, 7);
        Assert.Equal(shares, mapped.CpuShares);
        Assert.Equal(quota, mapped.CpuQuota);
        Assert.Equal(quota == 0 ? 0 : 100_000, mapped.CpuPeriod);
        Assert.Equal(7, mapped.OomScoreAdj);
    }

    [Fact]
    public void Memory_Limit_IsInBytes() =>
        Assert.Equal(64 * 1024 * 1024, ResourceMapping.ToResources(new() { Limits = Amounts("memory", "64Mi") }, 0).MemoryLimitInBytes);

    [Fact]
    public void Security_Default_IsMaskedAndUnconfined()
    {
        var security = SecurityMapping.ToContainer(Sandbox(), Spec(null), "/profiles");
        Assert.Contains("/proc/kcore", security.MaskedPaths);
        Assert.Contains("/proc/sys", security.ReadonlyPaths);
        Assert.Equal(SecurityProfile.Types.ProfileType.Unconfined, security.Seccomp.ProfileType);
        Assert.False(security.NoNewPrivs);
        Assert.Null(security.RunAsUser);
        Assert.Equal(NamespaceMode.Container, security.NamespaceOptions.Pid);
        Assert.Equal(NamespaceMode.Pod, security.NamespaceOptions.Network);
    }

    [Fact]
    public void Security_ContainerOverPod_Wins()
    {
        var sandbox = Sandbox() with
        {
            HostNetwork = true,
            HostIpc = true,
            ShareProcessNamespace = true,
            SecurityContext = new() { RunAsUser = 1, RunAsGroup = 2, FsGroup = 3, SupplementalGroups = [4, 5], SeccompProfile = new() { Type = "RuntimeDefault" } },
        };
        var security = SecurityMapping.ToContainer(
            sandbox,
            Spec(new()
            {
                RunAsUser = 10,
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                ProcMount = "Unmasked",
                Capabilities = new() { Add = ["NET_ADMIN"], Drop = ["ALL"] },
                SeccompProfile = new() { Type = "Localhost", LocalhostProfile = "a/b.json" },
            }),
            "/profiles");
        Assert.Equal(10, security.RunAsUser.Value);
        Assert.Equal(2, security.RunAsGroup.Value);
        Assert.Equal([3L, 4L, 5L], security.SupplementalGroups);
        Assert.True(security.NoNewPrivs);
        Assert.True(security.ReadonlyRootfs);
        Assert.Empty(security.MaskedPaths);
        Assert.Equal("NET_ADMIN", Assert.Single(security.Capabilities.AddCapabilities));
        Assert.Equal("/profiles/a/b.json", security.Seccomp.LocalhostRef);
        Assert.Equal(NamespaceMode.Node, security.NamespaceOptions.Network);
        Assert.Equal(NamespaceMode.Node, security.NamespaceOptions.Ipc);
        Assert.Equal(NamespaceMode.Pod, security.NamespaceOptions.Pid);
    }

    [Fact]
    public void Security_Target_SharesProcessIds()
    {
        var options = SecurityMapping.Namespaces(Sandbox(), "abc");
        Assert.Equal(NamespaceMode.Target, options.Pid);
        Assert.Equal("abc", options.TargetId);
        Assert.Equal(NamespaceMode.Node, SecurityMapping.Namespaces(Sandbox() with { HostPid = true }, "abc").Pid);
    }

    [Fact]
    public void Security_LocalhostWithoutProfile_IsAConfigError()
    {
        var spec = Spec(new() { SeccompProfile = new() { Type = "Localhost" } });
        var e = Assert.Throws<RuntimeException>(() => SecurityMapping.ToContainer(Sandbox(), spec, "/profiles"));
        Assert.Equal("CreateContainerConfigError", e.Reason);
    }

    [Fact]
    public void Sandbox_Config_IsAsTheKubeletsWrites()
    {
        var sandbox = Sandbox() with
        {
            Labels = new Dictionary<string, string> { ["app"] = "web" },
            Privileged = true,
            SecurityContext = new() { RunAsGroup = 5, Sysctls = [new() { Name = "net.core.somaxconn", Value = "1024" }] },
            PortMappings = [new("UDP", 53, 5353, "10.0.0.1")],
        };
        var config = SandboxMapping.ToConfig(sandbox);
        Assert.Equal("web", config.Labels["app"]);
        Assert.Equal("uid-1", config.Labels["io.kubernetes.pod.uid"]);
        Assert.True(config.Linux.SecurityContext.Privileged);
        // A group without a user would be refused.
        Assert.Null(config.Linux.SecurityContext.RunAsGroup);
        Assert.Equal("1024", config.Linux.Sysctls["net.core.somaxconn"]);
        Assert.Equal(5353, Assert.Single(config.PortMappings).HostPort);
        Assert.Equal("", SandboxMapping.ToConfig(sandbox with { HostNetwork = true }).Hostname);
    }

    [Fact]
    public void Container_Config_HasLabelsAnnotationsAndMounts()
    {
        var spec = Spec(null) with
        {
            Container = new() { Name = "c", Ports = [new() { Name = "http", Port = 80, Protocol = "TCP" }], WorkingDir = "/w", TerminationMessagePolicy = "FallbackToLogsOnError" },
            Attempt = 3,
            Annotations = new Dictionary<string, string> { ["io.kubernetes.container.hash"] = "abc" },
            Mounts = [new("/h", "/c", true, "HostToContainer")],
            Devices = [new("/dev/fuse", "/dev/fuse", "rw")],
        };
        var config = ContainerMapping.ToConfig(Sandbox(), spec, "/profiles");
        Assert.Equal("c", config.Labels["io.kubernetes.container.name"]);
        Assert.Equal("3", config.Annotations["io.kubernetes.container.restartCount"]);
        Assert.Equal("/dev/termination-log", config.Annotations["io.kubernetes.container.terminationMessagePath"]);
        Assert.Equal("FallbackToLogsOnError", config.Annotations["io.kubernetes.container.terminationMessagePolicy"]);
        Assert.Equal("""[{"name":"http","containerPort":80,"protocol":"TCP"}]""", config.Annotations["io.kubernetes.container.ports"]);
        Assert.Equal("abc", config.Annotations["io.kubernetes.container.hash"]);
        var mount = Assert.Single(config.Mounts);
        Assert.True(mount is { HostPath: "/h", ContainerPath: "/c", Readonly: true, Propagation: MountPropagation.PropagationHostToContainer });
        Assert.Equal("rw", Assert.Single(config.Devices).Permissions);
    }

    private static Dictionary<string, Quantity>? Amounts(string name, string? amount) => amount is null ? null : new() { [name] = Quantity.Parse(amount) };

    private static SandboxSpec Sandbox() => new()
    {
        PodNamespace = "ns",
        PodName = "pod",
        PodUid = "uid-1",
        Hostname = "host",
        LogDirectory = "/logs",
        Dns = new([], [], []),
    };

    private static ContainerSpec Spec(SecurityContext? security) => new()
    {
        Container = new Container { Name = "c" },
        ImageId = "sha256:1",
        ImageReference = "app:1",
        LogPath = "c/0.log",
        SecurityContext = security,
    };
}
