using Microsoft.AspNetCore.Http;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming;

namespace Trireme.Node.Serving;

/// <summary>Finds the container or sandbox of an exec, attach or port-forward and hands the connection on.</summary>
internal sealed class StreamEndpoint(PodRegistry registry, RuntimeView view, TimeProvider time)
{
    private readonly StreamingOptions _options = new() { TimeProvider = time };

    /// <summary>Runs a command in a container.</summary>
    public Task ExecAsync(HttpContext context, string ns, string pod, string container) =>
        FindContainer(ns, pod, container) is { } found
            ? StreamingEndpoints.ExecAsync(context, found.Runtime, found.Id, _options)
            : RefuseAsync(context, ns, pod, container);

    /// <summary>Joins the main process of a container.</summary>
    public Task AttachAsync(HttpContext context, string ns, string pod, string container) =>
        FindContainer(ns, pod, container) is { } found
            ? StreamingEndpoints.AttachAsync(context, found.Runtime, found.Id, _options)
            : RefuseAsync(context, ns, pod, container);

    /// <summary>Carries connections to ports of a Pod.</summary>
    public Task PortForwardAsync(HttpContext context, string ns, string pod)
    {
        if (registry.Find(ns, pod) is { } worker && view.Find(worker.Pod.Metadata.Uid!) is { ReadySandbox: { } sandbox } state)
            return StreamingEndpoints.PortForwardAsync(context, state.Runtime, sandbox.Id, _options);
        return registry.Find(ns, pod) is null
            ? NodeRouter.RefuseAsync(context, StatusCodes.Status404NotFound, "pod does not exist")
            : NodeRouter.RefuseAsync(context, StatusCodes.Status500InternalServerError, $"not able to find sandbox of pod \"{pod}\"");
    }

    private (IPodRuntime Runtime, string Id)? FindContainer(string ns, string pod, string container) =>
        registry.Find(ns, pod) is { } worker && view.Find(worker.Pod.Metadata.Uid!) is { } state && state.Newest(container) is { Phase: ContainerPhase.Running } running
            ? (state.Runtime, running.Id)
            : null;

    private Task RefuseAsync(HttpContext context, string ns, string pod, string container) => registry.Find(ns, pod) is null
        ? NodeRouter.RefuseAsync(context, StatusCodes.Status404NotFound, "pod does not exist")
        : NodeRouter.RefuseAsync(context, StatusCodes.Status500InternalServerError, $"unable to upgrade connection: container not found (\"{container}\")");
}
