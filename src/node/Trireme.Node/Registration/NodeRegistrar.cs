using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Node.Statuses;

namespace Trireme.Node.Registration;

/// <summary>Creates the Node object and writes its status: at once when something changed, and every five minutes. One caller at a time.</summary>
internal sealed class NodeRegistrar(ApiClient client, NodeAgentOptions options, NodeStatusBuilder builder, IEventRecorder events, ILogger log)
{
    private static readonly TimeSpan FullReport = TimeSpan.FromMinutes(5);
    private readonly ResourceClient<ApiNode> _nodes = client.Resource<ApiNode>();
    private ApiNode? _node;
    private DateTimeOffset _written;

    /// <summary>The Node as last read or written; null before it is registered and after it was deleted.</summary>
    public ApiNode? Node => _node;

    /// <summary>The reference that events about the node carry.</summary>
    public ObjectReference Reference => new() { ApiVersion = "v1", Kind = "Node", Name = options.NodeName, Uid = options.NodeName };

    /// <summary>Forgets the Node, as somebody deleted it: the next report registers again.</summary>
    public void Forget() => _node = null;

    /// <summary>Takes over a newer Node that a watch has shown.</summary>
    public void Observe(ApiNode node)
    {
        if (_node?.Metadata.Uid == node.Metadata.Uid)
            _node = node;
    }

    /// <summary>Registers where needed and writes <paramref name="status"/> where it differs.</summary>
    /// <exception cref="IOException">The server could not be reached.</exception>
    public async Task<bool> ReportAsync(Func<NodeStatus?, NodeStatus> status, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_node is null && !await RegisterAsync(status, cancellationToken).ConfigureAwait(false))
            return false;
        var before = _node!.Status;
        var after = status(before);
        var heartbeat = now - _written >= FullReport;
        if (!heartbeat)
            after = after with { Conditions = KeepHeartbeats(before.Conditions, after.Conditions) };
        if (StrategicDiff.Between(Json(before), Merge(Json(before), Json(after))) is not { } patch)
            return true;
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["status"] = patch }, NodeJson.Default.JsonObject);
        var result = await _nodes.PatchAsync(options.NodeName, PatchBody.Strategic(body), new PatchOptions { Subresource = "status" }, cancellationToken).ConfigureAwait(false);
        if (!result.IsSuccess)
        {
            log.LogWarning("node status was refused: {Message}", result.Error.Message);
            if (result.IsNotFound)
                _node = null;
            return false;
        }
        _written = now;
        AnnounceChanges(before.Conditions, after.Conditions);
        _node = result.Value;
        return true;
    }

    private async Task<bool> RegisterAsync(Func<NodeStatus?, NodeStatus> status, CancellationToken cancellationToken)
    {
        var found = await _nodes.GetAsync(options.NodeName, cancellationToken).ConfigureAwait(false);
        if (found.IsSuccess)
        {
            _node = found.Value;
            return await CorrectLabelsAsync(cancellationToken).ConfigureAwait(false);
        }
        if (!found.IsNotFound)
        {
            log.LogWarning("node {Node} could not be read: {Message}", options.NodeName, found.Error.Message);
            return false;
        }
        var created = await _nodes.CreateAsync(
            new ApiNode
            {
                Metadata = new ObjectMeta { Name = options.NodeName, Labels = builder.Labels() },
                Spec = new NodeSpec { Taints = options.Taints.Count > 0 ? options.Taints : null },
                Status = status(null),
            },
            cancellationToken).ConfigureAwait(false);
        if (!created.IsSuccess)
        {
            log.LogWarning("node {Node} could not be registered: {Message}", options.NodeName, created.Error.Message);
            return false;
        }
        _node = created.Value;
        events.Record(Reference, "Normal", "Starting", "Starting kubelet.");
        AnnounceChanges(null, created.Value.Status.Conditions);
        return true;
    }

    private async Task<bool> CorrectLabelsAsync(CancellationToken cancellationToken)
    {
        var wrong = new JsonObject();
        foreach (var (name, value) in builder.Labels())
        {
            if (_node!.Metadata.Labels?.GetValueOrDefault(name) != value)
                wrong[name] = value;
        }
        if (wrong.Count == 0)
            return true;
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = wrong } };
        var result = await _nodes.PatchAsync(
            options.NodeName, PatchBody.Merge(JsonSerializer.SerializeToUtf8Bytes(patch, NodeJson.Default.JsonObject)), null, cancellationToken).ConfigureAwait(false);
        _node = result.Value;
        return result.IsSuccess;
    }

    // The agent owns the fields that it builds; what others put beside them stays.
    private static JsonObject Merge(JsonObject before, JsonObject after)
    {
        foreach (var (name, value) in before)
        {
            if (!after.ContainsKey(name))
                after[name] = value?.DeepClone();
        }
        return after;
    }

    private static List<NodeCondition>? KeepHeartbeats(IReadOnlyList<NodeCondition>? before, IReadOnlyList<NodeCondition>? after) =>
        after?.Select(condition => condition with
        {
            LastHeartbeatTime = before?.FirstOrDefault(old => old.Type == condition.Type && old.Status == condition.Status && old.Reason == condition.Reason && old.Message == condition.Message)?.LastHeartbeatTime
                ?? condition.LastHeartbeatTime,
        }).ToList();

    private static JsonObject Json(NodeStatus status) =>
        JsonSerializer.SerializeToNode(new ApiNode { Status = status }, ApiJson.Of<ApiNode>())!["status"]!.DeepClone().AsObject();

    private void AnnounceChanges(IReadOnlyList<NodeCondition>? before, IReadOnlyList<NodeCondition>? after)
    {
        foreach (var condition in after ?? [])
        {
            if (before?.FirstOrDefault(old => old.Type == condition.Type)?.Status == condition.Status)
                continue;
            var word = (condition.Type, condition.Status) switch
            {
                ("Ready", "True") => "NodeReady",
                ("Ready", _) => "NodeNotReady",
                ("MemoryPressure", "True") => "NodeHasInsufficientMemory",
                ("MemoryPressure", _) => "NodeHasSufficientMemory",
                ("DiskPressure", "True") => "NodeHasDiskPressure",
                ("DiskPressure", _) => "NodeHasNoDiskPressure",
                ("PIDPressure", "True") => "NodeHasInsufficientPID",
                ("PIDPressure", _) => "NodeHasSufficientPID",
                _ => null,
            };
            if (word is not null)
                events.Record(Reference, "Normal", word, $"Node {options.NodeName} status is now: {word}");
        }
    }
}
