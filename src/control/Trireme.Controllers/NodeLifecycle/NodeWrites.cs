using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.NodeLifecycle;

/// <summary>Writes conditions and taints of nodes, and the readiness of their Pods.</summary>
internal sealed class NodeWrites(ApiClient client, IEventRecorder events)
{
    /// <summary>Writes what differs.</summary>
    public async Task<Status?> ApplyAsync(Node present, Node wanted, CancellationToken cancellationToken)
    {
        var node = present;
        if (!ReferenceEquals(present.Status, wanted.Status))
        {
            var told = await client.PatchAsync(node, node with { Status = wanted.Status }, "status", cancellationToken).ConfigureAwait(false);
            if (!told.IsSuccess)
                return told.Error;
            node = told.Value;
        }
        if (ReferenceEquals(present.Spec, wanted.Spec))
            return null;
        var tainted = await client.PatchAsync(node, node with { Spec = node.Spec with { Taints = wanted.Spec.Taints } }, null, cancellationToken).ConfigureAwait(false);
        return tainted.Error;
    }

    /// <summary>Tells that Pods of a node that is not ready are not ready either.</summary>
    public async Task<Status?> MarkNotReadyAsync(IEnumerable<Pod> pods, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Status? error = null;
        foreach (var pod in pods)
        {
            if (pod.HasEnded() || pod.Status.Conditions.Find("Ready") is not { Status: "True" } ready)
                continue;
            var conditions = pod.Status.Conditions.With(ready with { Status = "False", LastTransitionTime = now });
            var written = await client.PatchAsync(pod, pod with { Status = pod.Status with { Conditions = conditions } }, "status", cancellationToken).ConfigureAwait(false);
            if (written.IsSuccess)
                events.Warning(pod, "NodeNotReady", "Node is not ready");
            else if (!written.IsNotFound)
                error ??= written.Error;
        }
        return error;
    }
}
