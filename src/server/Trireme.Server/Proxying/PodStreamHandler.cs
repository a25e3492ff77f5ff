using System.Text;
using Trireme.Api.Meta.V1;
using Trireme.Server.Admission;
using Trireme.Server.Http;

namespace Trireme.Server.Proxying;

/// <summary>exec, attach and portforward of a Pod: a tunnel to its node's agent.</summary>
internal sealed class PodStreamHandler(ServerParts parts, NodeDirectory nodes, UpgradeTunnel tunnel)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call, CancellationToken stop)
    {
        var (target, refusal) = await FindAsync(call).ConfigureAwait(false);
        if (target is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        await tunnel.RunAsync(call.Http, target, stop).ConfigureAwait(false);
    }

    private async ValueTask<(ProxyTarget? Target, Status? Error)> FindAsync(ApiCall call)
    {
        var (ns, name) = (call.Namespace, call.Info.Name);
        if (nodes.FindPod(ns, name) is not { } pod)
            return (null, StatusErrors.NotFound(call.Kind, name));
        if (await AdmitAsync(call).ConfigureAwait(false) is { } denied)
            return (null, denied);
        string path;
        var where = $"{Uri.EscapeDataString(ns)}/{Uri.EscapeDataString(name)}";
        if (call.Info.Subresource == "portforward")
        {
            path = $"/portForward/{where}{Ports(call)}";
        }
        else
        {
            var (container, unclear) = ContainerChoice.Of(pod, call.Query["container"].ToString());
            if (container is null)
                return (null, unclear);
            if (call.Info.Subresource == "exec" && call.Query["command"].Count == 0)
                return (null, StatusErrors.BadRequest("you must specify at least one command for the container"));
            if (!Streams(call, out var query))
                return (null, StatusErrors.BadRequest("you must specify at least 1 of stdin, stdout, stderr"));
            path = $"/{call.Info.Subresource}/{where}/{Uri.EscapeDataString(container)}{query}";
        }
        if (pod.Spec.NodeName is not { Length: > 0 } node)
            return (null, StatusErrors.BadRequest($"pod {name} does not have a host assigned"));
        return nodes.FindAgent(node, path) is { } target ? (target, null) : (null, StatusErrors.NodeUnknown(node));
    }

    private async ValueTask<Status?> AdmitAsync(ApiCall call)
    {
        var request = new AdmissionRequest
        {
            Kind = call.Kind,
            Subresource = call.Info.Subresource,
            Operation = AdmissionOperation.Connect,
            Namespace = call.Namespace,
            Name = call.Info.Name,
            User = call.User,
        };
        foreach (var plugin in parts.Admission)
        {
            if (await plugin.ValidateAsync(request, call.Aborted).ConfigureAwait(false) is { } refusal)
                return refusal;
        }
        return null;
    }

    /// <summary>The query in the agent's words.</summary>
    private static bool Streams(ApiCall call, out string query)
    {
        var text = new StringBuilder();
        var any = false;
        foreach (var (given, passed) in (ReadOnlySpan<(string, string)>)[("stdin", "input"), ("stdout", "output"), ("stderr", "error"), ("tty", "tty")])
        {
            // attach and exec give out what the program writes unless they are asked not to
            var value = call.Query[given].ToString();
            if (value is not ("true" or "1"))
                continue;
            any |= given != "tty";
            Append(text, passed, "1");
        }
        foreach (var command in call.Query["command"])
            Append(text, "command", command ?? "");
        query = text.ToString();
        return any;
    }

    private static string Ports(ApiCall call)
    {
        var text = new StringBuilder();
        foreach (var ports in call.Query["ports"])
        {
            foreach (var port in (ports ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Append(text, "port", port);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
}
