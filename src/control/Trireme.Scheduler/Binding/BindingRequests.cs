using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Transport;
using Trireme.Machinery.Schema;

namespace Trireme.Scheduler.Binding;

/// <summary>Posts bindings: the server answers with a Status instead of the object that was posted.</summary>
internal static class BindingRequests
{
    /// <summary>Posts a binding; null where it went through.</summary>
    public static async Task<Status?> PostBindingAsync(this ApiClient client, Api.Core.V1.Binding binding, CancellationToken cancellationToken)
    {
        var path = KindRegistry.Of<Pod>().Path(binding.Metadata.Namespace, binding.Metadata.Name, "binding");
        var response = await client.Transport.SendAsync(
            new ApiRequest("POST", path) { Body = JsonSerializer.SerializeToUtf8Bytes(binding, ApiJson.Of<Api.Core.V1.Binding>()) }, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode is >= 200 and < 300)
                return null;
            try
            {
                return await JsonSerializer.DeserializeAsync(response.Body, ApiJson.Of<Status>(), cancellationToken).ConfigureAwait(false)
                    ?? new Status { Code = response.StatusCode };
            }
            catch (JsonException)
            {
                return new Status { Code = response.StatusCode, Message = $"the API server answered with code {response.StatusCode}" };
            }
        }
    }
}
