using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Api.Meta.V1;
using Trireme.Node.Cgroups;
using Trireme.Node.Host;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Serving;

/// <summary>Shows what the node and its Pods use: as the kubelet's summary, and for Prometheus.</summary>
internal sealed class StatsEndpoint(NodeAgentOptions options, PodRegistry registry, RuntimeView view, UsageReader usage, CpuRates rates, TimeProvider time)
{
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>Answers with stats/summary (stats.k8s.io/v1alpha1).</summary>
    public async Task SummaryAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            WriteNode(writer);
            writer.WriteStartArray("pods");
            foreach (var pod in usage.Read())
                WritePod(writer, pod);
            writer.WriteEndArray();
            writer.WriteEndObject();
            await writer.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Answers in Prometheus' text format.</summary>
    public Task MetricsAsync(HttpContext context)
    {
        var text = new StringBuilder();
        var workers = registry.Workers;
        var states = workers.Select(worker => view.Find(worker.Pod.Metadata.Uid ?? "")).OfType<PodRuntimeState>().ToList();
        Gauge(text, "kubelet_node_name", "The node's name. The count is always 1.", ($"{{node=\"{options.NodeName}\"}}", 1));
        Gauge(text, "kubelet_running_pods", "Number of pods that have a running pod sandbox", ("", states.Count(state => state.ReadySandbox is not null)));
        Gauge(text, "kubelet_desired_pods", "The number of pods the kubelet is being instructed to run.", ("", workers.Count));
        var phases = states.SelectMany(state => state.Containers).GroupBy(container => container.Phase);
        Gauge(text, "kubelet_running_containers", "Number of containers currently running",
            [.. phases.Select(group => ($"{{container_state=\"{group.Key.ToString().ToLowerInvariant()}\"}}", (double)group.Count()))]);
        foreach (var pod in usage.Read())
        {
            foreach (var container in pod.Containers)
            {
                var labels = $"{{container=\"{container.Name}\",namespace=\"{pod.Pod.Metadata.Namespace}\",pod=\"{pod.Pod.Metadata.Name}\"}}";
                text.Append(CultureInfo.InvariantCulture, $"container_cpu_usage_seconds_total{labels} {container.Usage.CpuNanoseconds / 1e9}\n");
                text.Append(CultureInfo.InvariantCulture, $"container_memory_working_set_bytes{labels} {container.Usage.WorkingSetBytes}\n");
            }
        }
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private void WriteNode(Utf8JsonWriter writer)
    {
        var memory = MemoryInformation.Read();
        var disk = FileSystemUsage.Of(options.DataDirectory);
        writer.WriteStartObject("node");
        writer.WriteString("nodeName", options.NodeName);
        Time(writer, "startTime", _started);
        if (CgroupUsage.Read("/") is { } root)
            WriteCpu(writer, "node", root.CpuNanoseconds);
        writer.WriteStartObject("memory");
        Time(writer, "time", time.GetUtcNow());
        writer.WriteNumber("availableBytes", memory.AvailableBytes);
        writer.WriteNumber("usageBytes", memory.TotalBytes - memory.AvailableBytes);
        writer.WriteNumber("workingSetBytes", memory.TotalBytes - memory.AvailableBytes);
        writer.WriteEndObject();
        writer.WriteStartObject("fs");
        Time(writer, "time", time.GetUtcNow());
        writer.WriteNumber("availableBytes", disk.AvailableBytes);
        writer.WriteNumber("capacityBytes", disk.TotalBytes);
        writer.WriteNumber("usedBytes", disk.TotalBytes - disk.AvailableBytes);
        writer.WriteNumber("inodesFree", disk.FreeInodes);
        writer.WriteNumber("inodes", disk.TotalInodes);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WritePod(Utf8JsonWriter writer, PodUsage pod)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("podRef");
        writer.WriteString("name", pod.Pod.Metadata.Name);
        writer.WriteString("namespace", pod.Pod.Metadata.Namespace);
        writer.WriteString("uid", pod.Pod.Metadata.Uid);
        writer.WriteEndObject();
        if (pod.Pod.Status.StartTime is { } started)
            Time(writer, "startTime", started);
        writer.WriteStartArray("containers");
        foreach (var container in pod.Containers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", container.Name);
            Time(writer, "startTime", container.StartedAt);
            WriteCpu(writer, container.Id, container.Usage.CpuNanoseconds);
            WriteMemory(writer, container.Usage);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (pod.Total is { } total)
        {
            WriteCpu(writer, pod.Pod.Metadata.Uid!, total.CpuNanoseconds);
            WriteMemory(writer, total);
        }
        writer.WriteEndObject();
    }

    private void WriteCpu(Utf8JsonWriter writer, string key, long nanoseconds)
    {
        writer.WriteStartObject("cpu");
        Time(writer, "time", time.GetUtcNow());
        if (rates.Next(key, nanoseconds) is { } rate)
            writer.WriteNumber("usageNanoCores", rate);
        writer.WriteNumber("usageCoreNanoSeconds", nanoseconds);
        writer.WriteEndObject();
    }

    private void WriteMemory(Utf8JsonWriter writer, CgroupUsage used)
    {
        writer.WriteStartObject("memory");
        Time(writer, "time", time.GetUtcNow());
        writer.WriteNumber("usageBytes", used.MemoryBytes);
        writer.WriteNumber("workingSetBytes", used.WorkingSetBytes);
        writer.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset at) =>
        writer.WriteString(name, at.ToUniversalTime().ToString(TimeConverter.Format, CultureInfo.InvariantCulture));

    private static void Gauge(StringBuilder text, string name, string help, params ReadOnlySpan<(string Labels, double Value)> values)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in values)
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
    }
}
