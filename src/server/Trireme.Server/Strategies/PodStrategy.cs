using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Json;
using Trireme.Server.Verbs;

namespace Trireme.Server.Strategies;

/// <summary>Pods: they begin pending, and end gracefully with their node agent.</summary>
internal sealed class PodStrategy(KindInfo kind, TimeProvider time) : KindStrategy(kind)
{
    private const long DefaultGrace = 30;

    public override bool TracksGeneration => true;

    public override bool ReturnsDeletedObject => true;

    public override ValueTask<Status?> PrepareForCreateAsync(JsonObject obj, WriteRequest request, CancellationToken cancellationToken)
    {
        var status = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService.Of(obj) };
        if (obj.Object("spec")?.List("schedulingGates") is { Count: > 0 })
        {
            status["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "PodScheduled",
                ["status"] = "False",
                ["reason"] = "SchedulingGated",
                ["message"] = "Scheduling is blocked due to non-empty scheduling gates",
                ["lastProbeTime"] = null,
                ["lastTransitionTime"] = time.GetUtcNow().UtcDateTime.ToString(JsonFields.TimeFormat, System.Globalization.CultureInfo.InvariantCulture),
            });
        }
        obj["status"] = status;
        return default;
    }

    public override void PrepareForSubresource(string subresource, JsonObject obj, JsonObject old)
    {
        base.PrepareForSubresource(subresource, obj, old);
        if (subresource != "status")
            return;
        obj.Metadata().CopyField("ownerReferences", old.Metadata());
        if (old.Object("status")?.Text("qosClass") is { } quality)
            obj.Ensure("status")["qosClass"] = quality;
    }

    public override long? GracePeriod(JsonObject obj, long? requested)
    {
        var spec = obj.Object("spec") ?? [];
        var period = requested ?? spec.Number("terminationGracePeriodSeconds") ?? DefaultGrace;
        // Nobody runs it (yet, or any more): there is nobody to wait for.
        if (spec.Text("nodeName") is not { Length: > 0 } || obj.Object("status")?.Text("phase") is "Failed" or "Succeeded")
            return 0;
        return period < 0 ? 1 : period;
    }
}
