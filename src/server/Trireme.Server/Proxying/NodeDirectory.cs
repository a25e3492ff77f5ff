using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Proxying;

/// <summary>Finds Pods and Nodes, and where the agent of a Node listens. Thread-safe.</summary>
internal sealed class NodeDirectory(IObjectSource objects)
{
    private const int DefaultPort = 10250;

    private static readonly string[] Preferred = ["InternalIP", "Hostname", "InternalDNS", "ExternalIP", "ExternalDNS"];

    private readonly KindInfo _pods = KindRegistry.Of<Pod>();
    private readonly KindInfo _nodes = KindRegistry.Of<Node>();

    /// <summary>A Pod; null where there is none.</summary>
    public Pod? FindPod(string ns, string name) => objects.Get(_pods, ns, name) is { } json ? JsonSerializer.Deserialize(json.Span, ApiJson.Of<Pod>()) : null;

    /// <summary>Where the agent of a Node listens; null where there is no such Node, or it has not said its address.</summary>
    public ProxyTarget? FindAgent(string name, string pathAndQuery)
    {
        if (objects.Get(_nodes, "", name) is not { } json || JsonSerializer.Deserialize(json.Span, ApiJson.Of<Node>()) is not { } node)
            return null;
        var port = node.Status.DaemonEndpoints?.KubeletEndpoint?.Port is { } own and > 0 ? own : DefaultPort;
        foreach (var type in Preferred)
        {
            foreach (var address in node.Status.Addresses ?? [])
            {
                if (address.Type == type && !string.IsNullOrEmpty(address.Address))
                    return new ProxyTarget("https", address.Address, port, pathAndQuery, name);
            }
        }
        return null;
    }

    /// <summary>Whether there is a Node of this name.</summary>
    public bool HasNode(string name) => objects.Get(_nodes, "", name) is not null;
}
