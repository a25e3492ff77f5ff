using System.Collections.Frozen;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs.Subresources;

/// <summary>POST to resources that compute their answers.</summary>
internal sealed class ComputedHandler
{
    private readonly ServerParts _parts;
    private readonly FrozenDictionary<(string Group, string Resource, string Subresource), (IComputedResource Resource, KindInfo Body)> _resources;

    /// <summary>A handler of a server's computed resources.</summary>
    public ComputedHandler(ServerParts parts)
    {
        _parts = parts;
        _resources = parts.Computed.ToFrozenDictionary(
            resource => (resource.Group, resource.Resource, resource.Subresource),
            resource => (resource, parts.Kinds.FindKind(resource.Body.Group, resource.Body.Version, resource.Body.Kind)
                ?? throw new InvalidOperationException($"{resource.Body.Kind} of {resource.Body.Group}/{resource.Body.Version} is not a kind")));
    }

    /// <summary>Answers; null where the request is none for a computed resource.</summary>
    public Task? TryHandle(ApiCall call) =>
        _resources.TryGetValue((call.Info.Group, call.Info.Resource, call.Info.Subresource), out var found)
            ? call.Info.Verb == "create"
                ? HandleAsync(call, found.Resource, found.Body)
                : StatusWriter.WriteAsync(call.Http, StatusErrors.MethodNotAllowed())
            : null;

    private async Task HandleAsync(ApiCall call, IComputedResource resource, KindInfo kind)
    {
        var (options, refusal) = WriteOptions.Read(call.Http, "CreateOptions");
        if (options is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var (body, error) = await BodyDecoder.ReadAsync(call, _parts, kind, options.FieldValidation).ConfigureAwait(false);
        error ??= MetadataRules.CheckNamespace(body!.Metadata(), call.Kind, call.Namespace);
        if (error is not null)
        {
            await StatusWriter.WriteAsync(call.Http, error).ConfigureAwait(false);
            return;
        }
        var request = new ComputedRequest(call.User, call.Namespace, call.Info.Name, options.DryRun);
        var answer = await resource.CreateAsync(request, body!, call.Aborted).ConfigureAwait(false);
        if (answer.Error is { } refused)
        {
            await StatusWriter.WriteAsync(call.Http, refused).ConfigureAwait(false);
            return;
        }
        call.SendWarnings();
        call.Http.Response.StatusCode = 201;
        await BodyWriter.WriteAsync(call.Http, ObjectEncoder.EncodeNode(answer.Value!), call.Media.Format, kind).ConfigureAwait(false);
    }
}
