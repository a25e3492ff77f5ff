using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Objects;

namespace Trireme.Scheduler.Binding;

/// <summary>Writes the scheduler's decisions to the API: bindings, and the condition that tells why a Pod waits. Thread-safe.</summary>
internal sealed class PodBinder(ApiClient client, IEventRecorder events, TimeProvider time)
{
    private const string Condition = "PodScheduled";

    /// <summary>Ties a Pod to a node.</summary>
    /// <returns>Null once it is stored, else why it was refused.</returns>
    public async Task<Status?> BindAsync(Pod pod, string nodeName, CancellationToken cancellationToken)
    {
        var binding = new Api.Core.V1.Binding
        {
            Metadata = new ObjectMeta { Namespace = pod.Metadata.Namespace, Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            Target = new ObjectReference { Kind = "Node", Name = nodeName },
        };
        var error = await client.PostBindingAsync(binding, cancellationToken).ConfigureAwait(false);
        if (error is null)
            events.Record(Reference(pod), "Normal", "Scheduled", $"Successfully assigned {pod.Metadata.Namespace}/{pod.Metadata.Name} to {nodeName}");
        return error;
    }

    /// <summary>Tells why a Pod waits: an event, and the condition where it says something else so far.</summary>
    public async Task ReportAsync(Pod pod, string reason, string message, CancellationToken cancellationToken)
    {
        if (reason == "Unschedulable")
            events.Record(Reference(pod), "Warning", "FailedScheduling", message);
        var present = pod.Status.Conditions.Find(Condition);
        if (present is { Status: "False" } && present.Reason == reason && present.Message == message)
            return;
        await client.Resource<Pod>(pod.Metadata.Namespace).PatchAsync(
            pod.Metadata.Name!,
            PatchBody.Strategic(ConditionPatch.For(pod, Condition, reason, message, time.GetUtcNow())),
            new PatchOptions { Subresource = "status" },
            cancellationToken).ConfigureAwait(false);
    }

    private static ObjectReference Reference(Pod pod) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
        Uid = pod.Metadata.Uid,
        ResourceVersion = pod.Metadata.ResourceVersion,
    };
}
