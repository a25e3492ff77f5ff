using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Transport;

namespace Trireme.Client.Session;

/// <summary>Waits until an object is as somebody wants it, by list and watch.</summary>
internal static class ObjectWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the object fits.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="target">The object.</param>
    /// <param name="fits">Looks at the object as it is now; null means that it does not exist.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task UntilAsync(ClientSession session, ObjectTarget target, Func<JsonObject?, bool> fits, CancellationToken cancellationToken)
    {
        var selector = new UrlQuery().Add("fieldSelector", $"metadata.name={target.Name}");
        while (true)
        {
            var list = await session.GetAsync(target.Address.Path(target.Namespace) + selector, cancellationToken).ConfigureAwait(false);
            if (fits(list.Items("items").FirstOrDefault()))
                return;
            var path = target.Address.Path(target.Namespace) + new UrlQuery()
                .Add("fieldSelector", $"metadata.name={target.Name}")
                .Add("watch", "true")
                .Add("resourceVersion", list.Text("metadata", "resourceVersion"));
            try
            {
                if (await WatchAsync(session, path, fits, cancellationToken).ConfigureAwait(false))
                    return;
            }
            catch (IOException)
            {
                // The connection broke: the next list finds out whether the server is still there.
                await Task.Delay(Pause, session.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> WatchAsync(ClientSession session, string path, Func<JsonObject?, bool> fits, CancellationToken cancellationToken)
    {
        var response = await session.SendAsync(new ApiRequest("GET", path), cancellationToken).ConfigureAwait(false);
        await using var closing = response.ConfigureAwait(false);
        await foreach (var (type, item) in WatchLines.ReadAsync(response.Body, cancellationToken).ConfigureAwait(false))
        {
            switch (type)
            {
                case "ADDED" or "MODIFIED" when fits(JsonObject.Create(item.Clone())):
                case "DELETED" when fits(null):
                    return true;
                case "ERROR":
                    var status = item.Deserialize(ApiJson.Of<Status>());
                    return status is { Code: not 410 } ? throw new ApiException(status) : false; // 410: too old, list anew
            }
        }
        return false;
    }
}
