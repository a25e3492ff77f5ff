using Trireme.Api.Core.V1;
using Trireme.Client.Events;

namespace Trireme.Node.Pods;

/// <summary>Reports what happens to one Pod and its containers. Thread-safe.</summary>
internal sealed class PodEvents(IEventRecorder recorder, Func<Pod> pod)
{
    /// <summary>Reports something that is as it should be.</summary>
    public void Normal(string reason, string message) => recorder.Record(Reference(null), "Normal", reason, message);

    /// <summary>Reports something that somebody should look at.</summary>
    public void Warning(string reason, string message) => recorder.Record(Reference(null), "Warning", reason, message);

    /// <summary>Reports something about a container.</summary>
    public void Container(ContainerKind kind, string container, string type, string reason, string message) =>
        recorder.Record(Reference(PodContainers.FieldPath(kind, container)), type, reason, message);

    private ObjectReference Reference(string? fieldPath)
    {
        var meta = pod().Metadata;
        return new ObjectReference
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Namespace = meta.Namespace,
            Name = meta.Name,
            Uid = meta.Uid,
            ResourceVersion = meta.ResourceVersion,
            FieldPath = fieldPath,
        };
    }
}
