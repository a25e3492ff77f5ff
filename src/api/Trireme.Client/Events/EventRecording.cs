using Trireme.Api;
using Trireme.Client.Objects;

namespace Trireme.Client.Events;

/// <summary>Shorter ways to report.</summary>
public static class EventRecording
{
    /// <summary>Reports something that is as it should be.</summary>
    public static void Normal(this IEventRecorder recorder, IKubernetesObject subject, string reason, string message) =>
        recorder.Record(subject.AsReference(), "Normal", reason, message);

    /// <summary>Reports something that somebody should look at.</summary>
    public static void Warning(this IEventRecorder recorder, IKubernetesObject subject, string reason, string message) =>
        recorder.Record(subject.AsReference(), "Warning", reason, message);
}
