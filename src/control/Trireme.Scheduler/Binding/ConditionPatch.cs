using System.Buffers;
using System.Text.Json;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;

namespace Trireme.Scheduler.Binding;

/// <summary>Builds the patch that sets one condition of a Pod and leaves the others alone.</summary>
internal static class ConditionPatch
{
    /// <summary>The strategic merge patch that sets a condition to False.</summary>
    public static byte[] For(Pod pod, string type, string reason, string message, DateTimeOffset now)
    {
        var present = pod.Status.Conditions.Find(type);
        var changed = present is { Status: "False", LastTransitionTime: { } since } ? since : now;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteString("uid", pod.Metadata.Uid);
            json.WriteEndObject();
            json.WriteStartObject("status");
            json.WriteStartArray("conditions");
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("status", "False");
            json.WriteString("reason", reason);
            json.WriteString("message", message);
            json.WriteNull("lastProbeTime");
            json.WriteString("lastTransitionTime", changed.ToUniversalTime().ToString(TimeConverter.Format, System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
