using System.Text;
using Trireme.Node.Cri.Images;

namespace Trireme.Node.Cri.Containerd;

/// <summary>Writes containerd's configuration, version 2. What it does not name keeps containerd's defaults.</summary>
internal static class ContainerdConfig
{
    // Plugins that Pods never use: each would take memory or ask for kernel modules.
    private static readonly string[] Disabled =
    [
        "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
        "io.containerd.snapshotter.v1.zfs", "io.containerd.internal.v1.opt", "io.containerd.internal.v1.restart",
        "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
    ];

    internal static string Write(ContainerdPaths paths, string cniFolder, string snapshotter, bool mayLowerOomScore)
    {
        var text = new StringBuilder(2048);
        text.Append("# Written by Trireme at each start: changes made here are lost.\n");
        text.Append("version = 2\n");
        Set(text, "root", paths.Root);
        Set(text, "state", paths.State);
        if (mayLowerOomScore)
            text.Append("oom_score = -999\n");
        text.Append("disabled_plugins = [").AppendJoin(", ", Disabled.Select(Quote)).Append("]\n");
        Section(text, "grpc");
        Set(text, "address", paths.Socket);
        Section(text, "debug");
        Set(text, "level", "info");
        const string Cri = "plugins.\"io.containerd.grpc.v1.cri\"";
        Section(text, Cri);
        Set(text, "sandbox_image", PauseImage.Name);
        Set(text, "stream_server_address", "127.0.0.1");
        Set(text, "stream_server_port", "0");
        Set(text, "stream_idle_timeout", "4h0m0s");
        text.Append("netns_mounts_under_state_dir = true\n");
        // Without CAP_SYS_RESOURCE, as inside some containers, no process may shield itself more than its parent: sandboxes would not start.
        text.Append(mayLowerOomScore ? "" : "restrict_oom_score_adj = true\n");
        text.Append("enable_unprivileged_ports = true\n");
        text.Append("enable_unprivileged_icmp = true\n");
        Section(text, Cri + ".cni");
        Set(text, "bin_dir", cniFolder);
        Set(text, "conf_dir", paths.CniConfig);
        Section(text, Cri + ".registry");
        Set(text, "config_path", paths.Registries);
        Section(text, Cri + ".containerd");
        Set(text, "snapshotter", snapshotter);
        Set(text, "default_runtime_name", "runc");
        Section(text, Cri + ".containerd.runtimes.runc");
        Set(text, "runtime_type", "io.containerd.runc.v2");
        Section(text, Cri + ".containerd.runtimes.runc.options");
        Set(text, "Root", paths.RuncRoot);
        text.Append("SystemdCgroup = false\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, string name) => text.Append("\n[").Append(name).Append("]\n");

    private static void Set(StringBuilder text, string key, string value) => text.Append(key).Append(" = ").Append(Quote(value)).Append('\n');

    private static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c))
                quoted.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            else
                quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }
}
