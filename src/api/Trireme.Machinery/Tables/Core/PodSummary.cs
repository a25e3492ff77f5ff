using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>
/// What a table says of a Pod in one line: how many containers are ready, the most telling reason, how often it restarted.
/// </summary>
internal sealed class PodSummary
{
    private readonly HashSet<string> _sidecars = new(StringComparer.Ordinal);

    /// <summary>How many containers are ready, sidecars included.</summary>
    public int Ready { get; private set; }

    /// <summary>How many containers there are, sidecars included.</summary>
    public int Total { get; private set; }

    /// <summary>The word of the Status column.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How often containers were started again: of the init containers while those run, of the others later.</summary>
    public long Restarts { get; private set; }

    /// <summary>When a container last ended before it was started again; null where none was.</summary>
    public DateTimeOffset? LastRestart { get; private set; }

    /// <summary>Sums a Pod up.</summary>
    public static PodSummary Of(JsonElement pod)
    {
        var summary = new PodSummary();
        var status = pod.At("status"u8);
        summary.Start(pod.At("spec"u8), status);
        var initializing = summary.AddInitContainers(pod.At("spec"u8), status);
        if (!initializing || HasCondition(status, "Initialized"u8))
            summary.AddContainers(status);
        if (pod.At("metadata"u8).Has("deletionTimestamp"u8))
        {
            if (status.Is("reason"u8, "NodeLost"u8))
                summary.Reason = "Unknown";
            else if (!status.Is("phase"u8, "Succeeded"u8) && !status.Is("phase"u8, "Failed"u8))
                summary.Reason = "Terminating";
        }
        return summary;
    }

    private static bool HasCondition(JsonElement status, ReadOnlySpan<byte> type)
    {
        foreach (var condition in status.Items("conditions"u8))
        {
            if (condition.Is("type"u8, type))
                return condition.Is("status"u8, "True"u8);
        }
        return false;
    }

    private static string Ended(JsonElement terminated)
    {
        var reason = terminated.Text("reason"u8);
        if (reason.Length > 0)
            return reason;
        var signal = terminated.Number("signal"u8);
        return signal != 0 ? $"Signal:{signal}" : $"ExitCode:{terminated.Number("exitCode"u8)}";
    }

    private void Start(JsonElement spec, JsonElement status)
    {
        Reason = status.Text("reason"u8);
        if (Reason.Length == 0)
            Reason = status.Text("phase"u8);
        foreach (var condition in status.Items("conditions"u8))
        {
            if (condition.Is("type"u8, "PodScheduled"u8) && condition.Is("reason"u8, "SchedulingGated"u8))
                Reason = "SchedulingGated";
        }
        Total = spec.Count("containers"u8);
        foreach (var container in spec.Items("initContainers"u8))
        {
            if (!container.Is("restartPolicy"u8, "Always"u8))
                continue;
            _sidecars.Add(container.Text("name"u8));
            Total++;
        }
    }

    /// <returns>Whether an init container still stands in the way.</returns>
    private bool AddInitContainers(JsonElement spec, JsonElement status)
    {
        var index = 0;
        long sidecarRestarts = 0;
        DateTimeOffset? sidecarLast = null;
        var initializing = false;
        foreach (var container in status.Items("initContainerStatuses"u8))
        {
            CountRestarts(container);
            var sidecar = _sidecars.Contains(container.Text("name"u8));
            if (sidecar)
            {
                sidecarRestarts += container.Number("restartCount"u8);
                sidecarLast = Later(sidecarLast, container);
            }
            if (Blocks(container, sidecar, index++, spec.Count("initContainers"u8)))
            {
                initializing = true;
                break;
            }
        }
        if (!initializing || HasCondition(status, "Initialized"u8))
            (Restarts, LastRestart) = (sidecarRestarts, sidecarLast);
        return initializing;
    }

    private bool Blocks(JsonElement container, bool sidecar, int index, int count)
    {
        var state = container.At("state"u8);
        var terminated = state.At("terminated"u8);
        var hasEnded = terminated.ValueKind == JsonValueKind.Object;
        if (hasEnded && terminated.Number("exitCode"u8) == 0)
            return false;
        if (sidecar && container.Flag("started"u8))
        {
            if (container.Flag("ready"u8))
                Ready++;
            return false;
        }
        var waiting = state.At("waiting"u8).Text("reason"u8);
        Reason = hasEnded ? "Init:" + Ended(terminated)
            : waiting is not ("" or "PodInitializing") ? "Init:" + waiting
            : $"Init:{index}/{count}";
        return true;
    }

    private void AddContainers(JsonElement status)
    {
        var running = false;
        var containers = status.At("containerStatuses"u8);
        var count = containers.ValueKind == JsonValueKind.Array ? containers.GetArrayLength() : 0;
        for (var i = count - 1; i >= 0; i--)
        {
            var container = containers[i];
            CountRestarts(container);
            var state = container.At("state"u8);
            var waiting = state.At("waiting"u8).Text("reason"u8);
            if (waiting.Length > 0)
            {
                Reason = waiting;
            }
            else if (state.Has("terminated"u8))
            {
                Reason = Ended(state.At("terminated"u8));
            }
            else if (container.Flag("ready"u8) && state.Has("running"u8))
            {
                running = true;
                Ready++;
            }
        }
        if (Reason == "Completed" && running)
            Reason = HasCondition(status, "Ready"u8) ? "Running" : "NotReady";
    }

    private void CountRestarts(JsonElement container)
    {
        Restarts += container.Number("restartCount"u8);
        LastRestart = Later(LastRestart, container);
    }

    private static DateTimeOffset? Later(DateTimeOffset? known, JsonElement container)
    {
        var ended = container.At("lastState"u8).At("terminated"u8).Time("finishedAt"u8);
        return known is null || ended > known ? ended ?? known : known;
    }
}
