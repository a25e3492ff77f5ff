using System.Buffers;
using Trireme.Server.Cache;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>GET of one object: its bytes from memory.</summary>
internal sealed class GetVerb(ServerParts parts)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        if (call.Query["resourceVersion"].ToString() is { Length: > 0 } text)
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version))
            {
                await StatusWriter.WriteAsync(call.Http, StatusErrors.BadRequest(
                    $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax")).ConfigureAwait(false);
                return;
            }
            if (await Freshness.WaitAsync(parts, version, call.Aborted).ConfigureAwait(false) is { } late)
            {
                await StatusWriter.WriteAsync(call.Http, late).ConfigureAwait(false);
                return;
            }
        }
        var found = parts.Cache.Find(call.Kind, call.Namespace, call.Info.Name);
        if (found is null)
            await StatusWriter.WriteAsync(call.Http, StatusErrors.NotFound(call.Kind, call.Info.Name)).ConfigureAwait(false);
        else
            await WriteAsync(call, 200, found).ConfigureAwait(false);
    }

    /// <summary>Answers with an object as the client wants to see it.</summary>
    public static async Task WriteAsync(ApiCall call, int code, CachedObject value)
    {
        call.SendWarnings();
        call.Http.Response.StatusCode = code;
        if (call.Media.View == MediaView.Object && call.Media.Format != MediaFormat.Protobuf)
        {
            await BodyWriter.WriteAsync(call.Http, value.Json, call.Media.Format).ConfigureAwait(false);
            return;
        }
        var buffer = new ArrayBufferWriter<byte>(2048);
        ObjectViews.For(call).WriteOne(buffer, value);
        await BodyWriter.WriteAsync(call.Http, buffer.WrittenMemory, call.Media.Format).ConfigureAwait(false);
    }
}
