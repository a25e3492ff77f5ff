using System.Diagnostics;
using System.Globalization;
using System.Text;
using Trireme.Server.Cache;

namespace Trireme.Server.Metrics;

/// <summary>Writes the counters in Prometheus' text format (0.0.4), under Kubernetes' names.</summary>
internal sealed class MetricsText(ServerMetrics metrics, ObjectCache cache)
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new(16 << 10);

    /// <summary>All counters as of now.</summary>
    public byte[] Write()
    {
        WriteRequests();
        WriteInFlight();
        WriteWatches();
        WriteObjects();
        WriteProcess();
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void WriteRequests()
    {
        Head("apiserver_request_total", "counter", "Counter of apiserver requests broken out for each verb, group, version, resource, subresource and HTTP response code.");
        foreach (var (key, series) in metrics.Requests)
        {
            long count = 0;
            for (var i = 0; i <= RequestSeries.Bounds.Length; i++)
                count += series.Bucket(i);
            Line("apiserver_request_total", $"{Labels(key)},code=\"{key.Code}\"", count);
        }
        Head("apiserver_request_duration_seconds", "histogram", "Response latency distribution in seconds for each verb, group, version, resource and subresource.");
        foreach (var byVerb in metrics.Requests.GroupBy(pair => pair.Key with { Code = 0 }))
        {
            var labels = Labels(byVerb.Key);
            long below = 0;
            for (var i = 0; i < RequestSeries.Bounds.Length; i++)
            {
                below += byVerb.Sum(pair => pair.Value.Bucket(i));
                Line("apiserver_request_duration_seconds_bucket", $"{labels},le=\"{RequestSeries.Bounds[i].ToString(CultureInfo.InvariantCulture)}\"", below);
            }
            below += byVerb.Sum(pair => pair.Value.Bucket(RequestSeries.Bounds.Length));
            Line("apiserver_request_duration_seconds_bucket", $"{labels},le=\"+Inf\"", below);
            Line("apiserver_request_duration_seconds_sum", labels, byVerb.Sum(pair => pair.Value.Sum));
            Line("apiserver_request_duration_seconds_count", labels, below);
        }
    }

    private void WriteInFlight()
    {
        Head("apiserver_current_inflight_requests", "gauge", "Number of requests that run now, watches and streams not counted.");
        Line("apiserver_current_inflight_requests", "request_kind=\"readOnly\"", metrics.InFlightReading);
        Line("apiserver_current_inflight_requests", "request_kind=\"mutating\"", metrics.InFlightWriting);
    }

    private void WriteWatches()
    {
        Head("apiserver_longrunning_requests", "gauge", "Gauge of all active long-running apiserver requests.");
        foreach (var (kind, series) in metrics.Watches)
            Line("apiserver_longrunning_requests", $"verb=\"WATCH\",group=\"{kind.Group}\",version=\"{kind.Version}\",resource=\"{kind.Plural}\"", Volatile.Read(ref series.Running));
        Head("apiserver_terminated_watchers_total", "counter", "Counter of watchers closed due to unresponsiveness broken by resource type.");
        foreach (var (kind, series) in metrics.Watches)
            Line("apiserver_terminated_watchers_total", $"group=\"{kind.Group}\",resource=\"{kind.Plural}\"", Volatile.Read(ref series.Overflowed));
    }

    private void WriteObjects()
    {
        Head("apiserver_resource_objects", "gauge", "Number of stored objects at the time of last check split by kind.");
        foreach (var kind in cache.Kinds)
            Line("apiserver_resource_objects", $"group=\"{kind.Kind.Group}\",resource=\"{kind.Kind.Plural}\"", kind.State.Table.Count);
        Head("trireme_store_revision", "gauge", "The revision of the store that the server's memory has come up to.");
        Line("trireme_store_revision", "", cache.Revision);
    }

    private void WriteProcess()
    {
        using var process = Process.GetCurrentProcess();
        Head("process_cpu_seconds_total", "counter", "Total user and system CPU time spent in seconds.");
        Line("process_cpu_seconds_total", "", process.TotalProcessorTime.TotalSeconds);
        Head("process_resident_memory_bytes", "gauge", "Resident memory size in bytes.");
        Line("process_resident_memory_bytes", "", process.WorkingSet64);
        Head("process_virtual_memory_bytes", "gauge", "Virtual memory size in bytes.");
        Line("process_virtual_memory_bytes", "", process.VirtualMemorySize64);
        Head("process_start_time_seconds", "gauge", "Start time of the process since unix epoch in seconds.");
        Line("process_start_time_seconds", "", (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
        Head("process_threads", "gauge", "Number of threads of the process.");
        Line("process_threads", "", process.Threads.Count);
        Head("dotnet_gc_heap_size_bytes", "gauge", "Size of the managed heap after the last collection.");
        Line("dotnet_gc_heap_size_bytes", "", GC.GetGCMemoryInfo().HeapSizeBytes);
        Head("dotnet_gc_allocated_bytes_total", "counter", "Bytes allocated on the managed heap.");
        Line("dotnet_gc_allocated_bytes_total", "", GC.GetTotalAllocatedBytes());
        Head("dotnet_gc_collections_total", "counter", "Collections of the managed heap by generation.");
        for (var generation = 0; generation <= 2; generation++)
            Line("dotnet_gc_collections_total", $"generation=\"{generation}\"", GC.CollectionCount(generation));
    }

    private static string Labels(in RequestKey key) =>
        $"verb=\"{key.Verb.ToUpperInvariant()}\",group=\"{key.Group}\",version=\"{key.Version}\",resource=\"{key.Resource}\",subresource=\"{key.Subresource}\"";

    private void Head(string name, string type, string help) => _text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
            _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
