using System.Text.Json.Nodes;

namespace Trireme.Network.Cni;

/// <summary>Writes the CNI configuration list with which the runtime ties Pods to the node's bridge (CNI specification 1.0).</summary>
internal static class CniConfiguration
{
    /// <summary>The name of the network.</summary>
    public const string NetworkName = "trireme";

    /// <summary>The name of the file.</summary>
    public const string FileName = "10-trireme.conflist";

    /// <summary>Writes the file where it differs. The runtime notices new files by itself.</summary>
    public static void Write(NodeNetworkOptions options, string podCidr)
    {
        Directory.CreateDirectory(options.CniConfigurationDirectory!);
        var file = Path.Combine(options.CniConfigurationDirectory!, FileName);
        var text = Build(options, podCidr).ToJsonString(new() { WriteIndented = true });
        if (File.Exists(file) && File.ReadAllText(file) == text)
            return;
        var temporary = file + ".new";
        File.WriteAllText(temporary, text);
        File.Move(temporary, file, overwrite: true);
    }

    // Masquerading and host ports are rules of the node's own table, so that no plugin needs iptables.
    private static JsonObject Build(NodeNetworkOptions options, string podCidr) => new()
    {
        ["cniVersion"] = "0.4.0",
        ["name"] = NetworkName,
        ["plugins"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "bridge",
                ["bridge"] = options.Bridge,
                ["isGateway"] = true,
                ["isDefaultGateway"] = true,
                ["hairpinMode"] = true,
                ["ipMasq"] = false,
                ["ipam"] = new JsonObject
                {
                    ["type"] = "host-local",
                    ["dataDir"] = Path.Combine(options.CniDirectory, "leases"),
                    ["ranges"] = new JsonArray(new JsonArray(new JsonObject { ["subnet"] = podCidr })),
                },
            }),
    };
}
