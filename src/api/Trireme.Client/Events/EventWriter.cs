using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Client.Events;

/// <summary>Creates events, and patches those that happened again.</summary>
internal sealed class EventWriter(ApiClient client)
{
    public async Task<ApiResult<Event>> WriteAsync(CorrelatedEvent wanted, CancellationToken cancellationToken)
    {
        var value = wanted.Event;
        var events = client.Resource<Event>(value.Metadata.Namespace);
        if (wanted.IsRepeated)
        {
            var patched = await events.PatchAsync(value.Metadata.Name!, Repetition(value), null, cancellationToken).ConfigureAwait(false);
            if (!patched.IsNotFound)
                return patched;
            // The old one has expired: this one starts anew under a name of its own.
            value = value with { Metadata = value.Metadata with { ResourceVersion = null, Uid = null, CreationTimestamp = null } };
        }
        return await events.CreateAsync(value, cancellationToken).ConfigureAwait(false);
    }

    private static PatchBody Repetition(Event value)
    {
        var patch = new JsonObject
        {
            ["count"] = value.Count,
            ["lastTimestamp"] = value.LastTimestamp!.Value.UtcDateTime.ToString(TimeConverter.Format, System.Globalization.CultureInfo.InvariantCulture),
            ["message"] = value.Message,
        };
        return PatchBody.Strategic(Encoding.UTF8.GetBytes(patch.ToJsonString()));
    }
}
