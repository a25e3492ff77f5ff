using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth;
using Trireme.Server.Metrics;
using Trireme.Server.Verbs;

namespace Trireme.Server.Http;

/// <summary>The one way of every request: read what it is about, authenticate, authorize, hand on; count it and turn faults into a Status.</summary>
internal sealed class RequestPipeline(ServerParts parts, ResourceDispatcher resources, PathDispatcher paths)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var started = parts.Time.GetTimestamp();
        var info = RequestInfoParser.Parse(http.Request.Method, http.Request.Path.Value ?? "/", http.Request.Query);
        var longRunning = LongRunning.Is(info);
        var writes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        var running = longRunning ? 0 : parts.Metrics.RequestStarted(writes);
        try
        {
            if (info.IsResource && running > (writes ? parts.Options.MaximumWritesInFlight : parts.Options.MaximumReadsInFlight))
                await StatusWriter.WriteAsync(http, StatusErrors.TooManyRequests("too many requests, please try again later", 1)).ConfigureAwait(false);
            else
                await AnswerAsync(http, info).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left; nobody is there to read an answer.
        }
        catch (BadHttpRequestException bad)
        {
            await FaultAsync(http, bad.StatusCode == 413
                ? StatusErrors.RequestEntityTooLarge(parts.Options.MaximumBodyBytes)
                : StatusErrors.BadRequest(bad.Message)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await FaultAsync(http, StatusErrors.InternalError(fault.Message)).ConfigureAwait(false);
        }
        finally
        {
            if (!longRunning)
                parts.Metrics.RequestEnded(writes, Key(info, http.Response.StatusCode), parts.Time.GetElapsedTime(started));
        }
    }

    private async Task AnswerAsync(HttpContext http, RequestInfo info)
    {
        http.Response.Headers.CacheControl = "no-cache, private";
        var user = http.Features.Get<UserInfo>() ?? await parts.Authenticator.AuthenticateAsync(http, http.RequestAborted).ConfigureAwait(false);
        if (user is null)
        {
            await StatusWriter.WriteAsync(http, StatusErrors.Unauthorized()).ConfigureAwait(false);
            return;
        }
        var acting = parts.Impersonation.Apply(http.Request, user);
        if (acting.Refused is { } refused)
        {
            await StatusWriter.WriteAsync(http, StatusErrors.Forbidden(refused, acting.Reason)).ConfigureAwait(false);
            return;
        }
        if (acting.Error is { } wrong)
        {
            await StatusWriter.WriteAsync(http, StatusErrors.InternalError(wrong)).ConfigureAwait(false);
            return;
        }
        user = acting.User;
        var access = new AccessRequest(user, info.Verb)
        {
            Group = info.Group,
            Version = info.Version,
            Resource = info.Resource,
            Subresource = info.Subresource,
            Namespace = info.Namespace,
            Name = info.Name,
            FieldSelector = info.Verb is "list" or "watch" or "deletecollection" ? http.Request.Query["fieldSelector"].ToString() : "",
            Path = info.IsResource ? null : info.Path,
        };
        var decision = parts.Authorizer.Authorize(access);
        if (!decision.Allowed)
        {
            await StatusWriter.WriteAsync(http, StatusErrors.Forbidden(access, decision.Reason)).ConfigureAwait(false);
            return;
        }
        await (info.IsResource ? resources.DispatchAsync(http, info, user) : paths.DispatchAsync(http, info)).ConfigureAwait(false);
    }

    private static async Task FaultAsync(HttpContext http, Api.Meta.V1.Status status)
    {
        try
        {
            await StatusWriter.WriteAsync(http, status).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The connection broke as well.
        }
    }

    private RequestKey Key(RequestInfo info, int code)
    {
        // Only what is known is counted by name: a client that makes up paths must not make the table grow.
        if (!info.IsResource || parts.Kinds.FindResource(info.Group, info.Version, info.Resource) is not { } kind)
            return new RequestKey(info.Verb is "get" or "post" or "put" or "patch" or "delete" ? info.Verb : "other", "", "", "", "", code);
        var verb = info.Verb.Length > 0 ? info.Verb : "other";
        return new RequestKey(verb, kind.Group, kind.Version, kind.Plural, kind.Subresources.Contains(info.Subresource) ? info.Subresource : "", code);
    }
}
