using System.Diagnostics.Metrics;

namespace Trireme.Controllers.Framework;

/// <summary>Measures work queues under Kubernetes' names, on the meter <c>Trireme.Controllers</c>. Costs nothing while nobody listens.</summary>
internal sealed class QueueMetrics(string name)
{
    private static readonly Meter Meter = new("Trireme.Controllers");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("workqueue_work_duration_seconds", "s");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("workqueue_retries_total");

    private readonly KeyValuePair<string, object?> _tag = new("name", name);

    public void Worked(TimeSpan duration, bool retry)
    {
        Duration.Record(duration.TotalSeconds, _tag);
        if (retry)
            Retries.Add(1, _tag);
    }
}
