using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Trireme.Api.Meta.V1;
using Trireme.Server.Http;

namespace Trireme.Server.Proxying;

/// <summary>GET of a Pod's log: a stream from its node's agent.</summary>
internal sealed class PodLogHandler(NodeDirectory nodes, ProxyHttp backend)
{
    private const int MaximumRefusal = 64 << 10;

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call, CancellationToken stop)
    {
        var (ns, name) = (call.Namespace, call.Info.Name);
        if (nodes.FindPod(ns, name) is not { } pod)
        {
            await StatusWriter.WriteAsync(call.Http, StatusErrors.NotFound(call.Kind, name)).ConfigureAwait(false);
            return;
        }
        var (query, invalid) = Query(call.Query);
        var (container, unclear) = ContainerChoice.Of(pod, call.Query["container"].ToString());
        if ((invalid ?? unclear) is { } refusal)
        {
            await StatusWriter.WriteAsync(call.Http, refusal).ConfigureAwait(false);
            return;
        }
        call.Http.Response.ContentType = "text/plain";
        if (pod.Spec.NodeName is not { Length: > 0 } node)
        {
            call.Http.Response.ContentLength = 0; // nobody has it, so there is no log yet
            return;
        }
        var path = $"/containerLogs/{Uri.EscapeDataString(ns)}/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(container!)}{query}";
        if (nodes.FindAgent(node, path) is not { } target)
        {
            await StatusWriter.WriteAsync(call.Http, StatusErrors.NodeUnknown(node)).ConfigureAwait(false);
            return;
        }
        using var response = await backend.GetAsync(target, stop).ConfigureAwait(false);
        if ((int)response.StatusCode is < 200 or >= 300)
        {
            await StatusWriter.WriteAsync(call.Http, await RefusalAsync(response, name, stop).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }
        await ProxyHttp.CopyBodyAsync(response, call.Http, stop).ConfigureAwait(false);
    }

    private static (string Query, Status? Error) Query(IQueryCollection given)
    {
        var query = new StringBuilder();
        foreach (var name in (ReadOnlySpan<string>)["follow", "previous", "sinceTime", "timestamps", "stream"])
        {
            if (given[name].ToString() is { Length: > 0 } value && value is not ("false" or "0"))
                Append(query, name, value);
        }
        foreach (var (name, least) in (ReadOnlySpan<(string, long)>)[("sinceSeconds", 1), ("tailLines", 0), ("limitBytes", 1)])
        {
            if (given[name].ToString() is not { Length: > 0 } text)
                continue;
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return ("", StatusErrors.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax"));
            if (number < least)
            {
                return ("", Invalid(
                    name, "FieldValueInvalid", $"Invalid value: {number}: must be greater than {(least == 0 ? "or equal to 0" : "0")}"));
            }
            Append(query, name, text);
        }
        if (given["sinceSeconds"].Count > 0 && given["sinceTime"].Count > 0)
            return ("", Invalid("", "FieldValueForbidden", "Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified"));
        return (query.ToString(), null);
    }

    private static Status Invalid(string field, string reason, string message) =>
        StatusErrors.Invalid("PodLogOptions", "", new StatusCause { Field = field, Reason = reason, Message = message });

    private static void Append(StringBuilder query, string name, string value) =>
        query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));

    private static async Task<Status> RefusalAsync(HttpResponseMessage response, string pod, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var buffer = new byte[MaximumRefusal];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return StatusErrors.FromBackend((int)response.StatusCode, Encoding.UTF8.GetString(buffer, 0, length).Trim(), $"get pods/log {pod}");
        }
    }
}
