using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth;
using Trireme.Server.Http;
using Trireme.Server.Proxying;
using Trireme.Server.Verbs.Subresources;

namespace Trireme.Server.Verbs;

/// <summary>Hands requests on resources to their verbs.</summary>
internal sealed class ResourceDispatcher
{
    private readonly ServerParts _parts;
    private readonly GetVerb _get;
    private readonly ListVerb _list;
    private readonly WatchVerb _watch;
    private readonly CreateVerb _create;
    private readonly UpdateVerb _update;
    private readonly PatchVerb _patch;
    private readonly DeleteVerb _delete;
    private readonly DeleteCollectionVerb _deleteCollection;
    private readonly ScaleHandler _scale;
    private readonly BindingHandler _binding;
    private readonly EvictionHandler _eviction;
    private readonly ComputedHandler _computed;
    private readonly ProxyDispatcher _proxies;

    /// <summary>A dispatcher of a server's parts.</summary>
    public ResourceDispatcher(ServerParts parts, ObjectWriter writer)
    {
        _parts = parts;
        _get = new GetVerb(parts);
        _list = new ListVerb(parts);
        _watch = new WatchVerb(parts);
        _create = new CreateVerb(parts, writer);
        _update = new UpdateVerb(parts, writer);
        _patch = new PatchVerb(parts, writer);
        _delete = new DeleteVerb(parts, writer);
        _deleteCollection = new DeleteCollectionVerb(parts, writer, _list);
        _scale = new ScaleHandler(parts, writer);
        _binding = new BindingHandler(parts, writer);
        _eviction = new EvictionHandler(parts, writer);
        _computed = new ComputedHandler(parts);
        _proxies = new ProxyDispatcher(parts);
    }

    /// <summary>Answers a request that has been authorized.</summary>
    public Task DispatchAsync(HttpContext http, RequestInfo info, UserInfo user)
    {
        var kind = _parts.Kinds.FindResource(info.Group, info.Version, info.Resource);
        if (kind is null || (!kind.Namespaced && info.Namespace.Length > 0 && info.Resource != "namespaces"))
            return StatusWriter.WriteAsync(http, StatusErrors.UnknownResource());
        if (info.Subresource.Length > 0 && !kind.Subresources.Contains(info.Subresource))
            return StatusWriter.WriteAsync(http, StatusErrors.UnknownResource());
        if (AcceptedMedia.Choose(http.Request.Headers, views: true) is not { } media)
            return StatusWriter.WriteAsync(http, StatusErrors.NotAcceptable());
        var call = new ApiCall(http, info, user, kind, media, _parts.Time);
        if (ObjectViews.Check(call) is { } wrongView)
            return StatusWriter.WriteAsync(http, wrongView);
        if (kind.Namespaced && info.Namespace.Length == 0 && info.Verb is not ("list" or "watch"))
            return StatusWriter.WriteAsync(http, StatusErrors.MethodNotAllowed());
        if (_computed.TryHandle(call) is { } computed)
            return computed;
        return info.Subresource.Length == 0 ? OnObject(call) : OnSubresource(call);
    }

    private Task OnObject(ApiCall call)
    {
        var verbs = call.Kind.Verbs;
        if (verbs.Count > 0 && !verbs.Contains(call.Info.Verb))
            return StatusWriter.WriteAsync(call.Http, StatusErrors.MethodNotAllowed());
        if (call.Kind is { Group: "", Plural: "bindings" })
            return _binding.HandleAsync(call);
        return call.Info.Verb switch
        {
            "get" => _get.HandleAsync(call),
            "list" => _list.HandleAsync(call),
            "watch" => _watch.HandleAsync(call),
            "create" when !HasNameInPath(call) => _create.HandleAsync(call),
            "update" when HasNameInPath(call) => _update.HandleAsync(call),
            "patch" when HasNameInPath(call) => _patch.HandleAsync(call),
            "delete" => _delete.HandleAsync(call),
            "deletecollection" => _deleteCollection.HandleAsync(call),
            _ => StatusWriter.WriteAsync(call.Http, StatusErrors.MethodNotAllowed()),
        };
    }

    private Task OnSubresource(ApiCall call) => (call.Info.Subresource, call.Info.Verb) switch
    {
        ("status" or "approval", "get") => _get.HandleAsync(call),
        ("status" or "approval" or "finalize", "update") => _update.HandleAsync(call),
        ("status" or "approval", "patch") => _patch.HandleAsync(call),
        ("scale", _) => _scale.HandleAsync(call),
        ("binding", "create") => _binding.HandleAsync(call),
        ("eviction", "create") => _eviction.HandleAsync(call),
        ("log" or "exec" or "attach" or "portforward" or "proxy", _) => _proxies.HandleAsync(call),
        // No node agent of this cluster runs them: as a server that does not know of them, kubectl debug says so in its own words.
        ("ephemeralcontainers", _) => StatusWriter.WriteAsync(call.Http, StatusErrors.UnknownResource()),
        _ => StatusWriter.WriteAsync(call.Http, StatusErrors.MethodNotAllowed()),
    };

    private static bool HasNameInPath(ApiCall call) => call.Info.Name.Length > 0;
}
