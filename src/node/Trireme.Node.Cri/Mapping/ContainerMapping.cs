using System.Globalization;
using System.Text;
using System.Text.Json;
using Trireme.Api.Core.V1;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Mapping;

/// <summary>A container's spec in the CRI's terms, as the kubelet fills it in.</summary>
internal static class ContainerMapping
{
    internal static ContainerConfig ToConfig(SandboxSpec sandbox, ContainerSpec spec, string seccompRoot)
    {
        var container = spec.Container;
        var config = new ContainerConfig
        {
            Metadata = new() { Name = container.Name, Attempt = (uint)spec.Attempt },
            Image = new() { Image = spec.ImageId },
            WorkingDir = container.WorkingDir ?? "",
            LogPath = spec.LogPath,
            Stdin = container.Stdin ?? false,
            StdinOnce = container.StdinOnce ?? false,
            Tty = container.Tty ?? false,
            Linux = new()
            {
                Resources = ResourceMapping.ToResources(container.Resources, spec.OomScoreAdjustment),
                SecurityContext = SecurityMapping.ToContainer(sandbox, spec, seccompRoot),
            },
        };
        config.Command.AddRange(spec.Command);
        config.Args.AddRange(spec.Arguments);
        foreach (var (name, value) in spec.Environment)
            config.Envs.Add(new KeyValue { Key = name, Value = value });
        foreach (var mount in spec.Mounts)
            config.Mounts.Add(ToMount(mount));
        foreach (var device in spec.Devices)
            config.Devices.Add(new Device { HostPath = device.HostPath, ContainerPath = device.ContainerPath, Permissions = device.Permissions });
        AddLabels(config, sandbox, spec);
        AddAnnotations(config, spec);
        return config;
    }

    private static Mount ToMount(ContainerMount mount) => new()
    {
        HostPath = mount.HostPath,
        ContainerPath = mount.ContainerPath,
        Readonly = mount.ReadOnly,
        Propagation = mount.Propagation switch
        {
            "HostToContainer" => MountPropagation.PropagationHostToContainer,
            "Bidirectional" => MountPropagation.PropagationBidirectional,
            _ => MountPropagation.PropagationPrivate,
        },
    };

    private static void AddLabels(ContainerConfig config, SandboxSpec sandbox, ContainerSpec spec)
    {
        foreach (var (key, value) in spec.Labels)
            config.Labels[key] = value;
        config.Labels[KubernetesLabels.PodName] = sandbox.PodName;
        config.Labels[KubernetesLabels.PodNamespace] = sandbox.PodNamespace;
        config.Labels[KubernetesLabels.PodUid] = sandbox.PodUid;
        config.Labels[KubernetesLabels.ContainerName] = spec.Container.Name;
    }

    private static void AddAnnotations(ContainerConfig config, ContainerSpec spec)
    {
        var container = spec.Container;
        config.Annotations[KubernetesLabels.RestartCount] = spec.Attempt.ToString(CultureInfo.InvariantCulture);
        config.Annotations[KubernetesLabels.TerminationMessagePath] = container.TerminationMessagePath ?? "/dev/termination-log";
        config.Annotations[KubernetesLabels.TerminationMessagePolicy] = container.TerminationMessagePolicy ?? "File";
        if (container.Ports is { Count: > 0 } ports)
            config.Annotations[KubernetesLabels.Ports] = ToJson(ports);
        // What the node agent says wins over what is worked out here.
        foreach (var (key, value) in spec.Annotations)
            config.Annotations[key] = value;
    }

    private static string ToJson(IReadOnlyList<ContainerPort> ports)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var port in ports)
            {
                json.WriteStartObject();
                if (!string.IsNullOrEmpty(port.Name))
                    json.WriteString("name", port.Name);
                if (port.HostPort is > 0)
                    json.WriteNumber("hostPort", port.HostPort.Value);
                json.WriteNumber("containerPort", port.Port);
                json.WriteString("protocol", port.Protocol ?? "TCP");
                if (!string.IsNullOrEmpty(port.HostIP))
                    json.WriteString("hostIP", port.HostIP);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
