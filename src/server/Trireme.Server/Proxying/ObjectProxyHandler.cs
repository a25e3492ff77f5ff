using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Proxying;

/// <summary>The <c>proxy</c> subresource of Nodes, Pods and Services: any request, passed on to what is behind the object.</summary>
internal sealed class ObjectProxyHandler(ServerParts parts, NodeDirectory nodes, ProxyHttp backend, UpgradeTunnel tunnel)
{
    private readonly KindInfo _slices = KindRegistry.Of<EndpointSlice>();
    private readonly KindInfo _services = KindRegistry.Of<Service>();

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call, CancellationToken stop)
    {
        var http = call.Http;
        if (call.Info.Rest.Length == 0 && !call.Info.Path.EndsWith('/') && HttpMethodIsGet(http.Request.Method))
        {
            // So that relative links of a page lead below the proxy.
            http.Response.Redirect(http.Request.Path + "/" + http.Request.QueryString, permanent: true);
            return;
        }
        var rest = call.Info.Rest.Length == 0 ? "/" : string.Join('/', call.Info.Rest.Split('/').Select(Uri.EscapeDataString));
        if (call.Info.Rest.Length > 0 && call.Info.Path.EndsWith('/'))
            rest += "/";
        var pathAndQuery = rest + http.Request.QueryString;
        var (target, error) = Find(call, pathAndQuery);
        if (target is null)
            await StatusWriter.WriteAsync(http, error!).ConfigureAwait(false);
        else if (UpgradeTunnel.IsAskedFor(http.Request))
            await tunnel.RunAsync(http, target, stop).ConfigureAwait(false);
        else
            await backend.ForwardAsync(http, target, stop).ConfigureAwait(false);
    }

    private static bool HttpMethodIsGet(string method) => method is "GET" or "HEAD";

    private (ProxyTarget? Target, Status? Error) Find(ApiCall call, string pathAndQuery)
    {
        if (ProxyName.Parse(call.Info.Name) is not { } name)
            return (null, StatusErrors.BadRequest($"invalid {call.Kind.Singular} request \"{call.Info.Name}\""));
        return call.Kind.Plural switch
        {
            "nodes" => FindNode(call, name, pathAndQuery),
            "pods" => FindPod(call, name, pathAndQuery),
            _ => FindService(call, name, pathAndQuery),
        };
    }

    private (ProxyTarget? Target, Status? Error) FindNode(ApiCall call, ProxyName name, string pathAndQuery)
    {
        if (!nodes.HasNode(name.Name))
            return (null, StatusErrors.NotFound(call.Kind, name.Name));
        if (nodes.FindAgent(name.Name, pathAndQuery) is not { } agent)
            return (null, StatusErrors.NodeUnknown(name.Name));
        if (name.Port.Length == 0)
            return (agent, null);
        if (!TryPort(name.Port, out var port))
            return (null, StatusErrors.BadRequest($"invalid node request \"{call.Info.Name}\""));
        // Another port of the node is not its agent: no certificate of ours goes there.
        return port == agent.Port ? (agent, null) : (agent with { Port = port, Node = null, Scheme = name.Scheme is "https" ? "https" : "http" }, null);
    }

    private (ProxyTarget? Target, Status? Error) FindPod(ApiCall call, ProxyName name, string pathAndQuery)
    {
        if (nodes.FindPod(call.Namespace, name.Name) is not { } pod)
            return (null, StatusErrors.NotFound(call.Kind, name.Name));
        if (pod.Status.PodIP is not { Length: > 0 } address)
            return (null, StatusErrors.BadRequest("address not allowed"));
        var port = 80;
        if (name.Port.Length == 0)
        {
            foreach (var container in pod.Spec.Containers ?? [])
            {
                if (container.Ports is not { Count: > 0 } ports)
                    continue;
                port = ports[0].Port;
                break;
            }
        }
        else if (!TryPort(name.Port, out port))
        {
            return (null, StatusErrors.BadRequest($"invalid pod request \"{call.Info.Name}\""));
        }
        return (new ProxyTarget(name.Scheme is "https" ? "https" : "http", address, port, pathAndQuery, null), null);
    }

    private (ProxyTarget? Target, Status? Error) FindService(ApiCall call, ProxyName name, string pathAndQuery)
    {
        if (parts.Cache.Get(_services, call.Namespace, name.Name) is not { } json || JsonSerializer.Deserialize(json.Span, ApiJson.Of<Service>()) is not { } service)
            return (null, StatusErrors.NotFound(call.Kind, name.Name));
        ServicePort? chosen = null;
        foreach (var port in service.Spec.Ports ?? [])
        {
            var matches = name.Port.Length == 0
                ? service.Spec.Ports!.Count == 1 || string.IsNullOrEmpty(port.Name)
                : port.Name == name.Port || port.Port.ToString(CultureInfo.InvariantCulture) == name.Port;
            if (matches)
                chosen ??= port;
        }
        if (chosen is null)
            return (null, StatusErrors.ServiceUnavailable($"no service port \"{name.Port}\" found for service \"{name.Name}\""));
        var backends = Backends(call.Namespace, name.Name, chosen.Name ?? "");
        if (backends.Count == 0)
            return (null, StatusErrors.ServiceUnavailable($"no endpoints available for service \"{name.Name}\""));
        var (address, number) = backends[RandomNumberGenerator.GetInt32(backends.Count)];
        return (new ProxyTarget(name.Scheme is "https" ? "https" : "http", address, number, pathAndQuery, null), null);
    }

    private List<(string Address, int Port)> Backends(string ns, string service, string portName)
    {
        var backends = new List<(string Address, int Port)>();
        foreach (var json in parts.Cache.List(_slices, ns))
        {
            var slice = JsonSerializer.Deserialize(json.Span, ApiJson.Of<EndpointSlice>())!;
            if (slice.Metadata.Labels?.GetValueOrDefault("kubernetes.io/service-name") != service)
                continue;
            foreach (var port in slice.Ports ?? [])
            {
                if ((port.Name ?? "") != portName || port.Port is not { } number)
                    continue;
                foreach (var endpoint in slice.Endpoints ?? [])
                {
                    if (endpoint.Conditions?.Ready != false && endpoint.Addresses is { Count: > 0 } addresses)
                        backends.Add((addresses[0], number));
                }
            }
        }
        return backends;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536;
}
