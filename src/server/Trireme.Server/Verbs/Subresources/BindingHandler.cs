using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs.Subresources;

/// <summary>POST of a Binding, to a Pod or to the resource <c>bindings</c>: gives the Pod its node, once.</summary>
internal sealed class BindingHandler(ServerParts parts, ObjectWriter writer)
{
    private readonly KindInfo _binding = parts.Kinds.FindKind("", "v1", "Binding") ?? throw new InvalidOperationException("Binding is not a kind");
    private readonly KindInfo _pod = parts.Kinds.FindKind("", "v1", "Pod") ?? throw new InvalidOperationException("Pod is not a kind");

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var error = await BindAsync(call).ConfigureAwait(false);
        if (error is null)
            call.SendWarnings();
        await StatusWriter.WriteAsync(call.Http, error ?? StatusErrors.Created()).ConfigureAwait(false);
    }

    private async ValueTask<Status?> BindAsync(ApiCall call)
    {
        var (options, refusal) = WriteOptions.Read(call.Http, "CreateOptions");
        if (options is null)
            return refusal;
        var (binding, error) = await BodyDecoder.ReadAsync(call, parts, _binding, options.FieldValidation).ConfigureAwait(false);
        if (binding is null)
            return error;
        if (MetadataRules.CheckNamespace(binding.Metadata(), _binding, call.Namespace) is { } wrongPlace)
            return wrongPlace;
        var name = binding.Metadata().Text("name") ?? "";
        var pod = call.Info.Name.Length > 0 ? call.Info.Name : name;
        if (name.Length > 0 && name != pod)
            return StatusErrors.BadRequest("name in URL does not match name in Binding object");
        if (Check(binding, pod) is { } invalid)
            return invalid;
        var request = new WriteRequest
        {
            Kind = _pod,
            Namespace = call.Namespace,
            Name = pod,
            Subresource = "binding",
            User = call.User,
            FieldManager = options.FieldManager,
            DryRun = options.DryRun,
            IsTransition = true,
            Warnings = call.Warnings,
        };
        var result = await writer.UpdateAsync(request, (_, old) => Bound(binding, old), call.Aborted).ConfigureAwait(false);
        return result.Error;
    }

    private Status? Check(JsonObject binding, string name)
    {
        var target = binding.Object("target") ?? [];
        if (target.Text("kind") is { Length: > 0 } kind and not "Node")
        {
            return StatusErrors.Invalid(
                _binding, name, "target.kind", "FieldValueNotSupported", $"Unsupported value: \"{kind}\": supported values: \"Node\", \"<empty>\"");
        }
        return target.Text("name") is { Length: > 0 } ? null : StatusErrors.Invalid(_binding, name, "target.name", "FieldValueRequired", "Required value");
    }

    private (JsonObject? Object, Status? Error) Bound(JsonObject binding, JsonObject old)
    {
        var metadata = old.Metadata();
        var name = metadata.Text("name")!;
        if (Refuse(binding, old, name) is { } why)
            return (null, StatusErrors.Conflict("pods/binding", name, why));
        var pod = old.DeepClone().AsObject();
        pod.Ensure("spec")["nodeName"] = binding.Object("target")!.Text("name");
        foreach (var (key, value) in binding.Metadata().Object("annotations") ?? [])
            pod.Metadata().Ensure("annotations")[key] = value?.DeepClone();
        foreach (var (key, value) in binding.Metadata().Object("labels") ?? [])
            pod.Metadata().Ensure("labels")[key] = value?.DeepClone();
        SetScheduled(pod);
        pod.Metadata().Remove("resourceVersion");
        return (pod, null);
    }

    private static string? Refuse(JsonObject binding, JsonObject old, string name)
    {
        var metadata = old.Metadata();
        if (binding.Metadata().Text("uid") is { Length: > 0 } uid && uid != metadata.Text("uid"))
            return $"Precondition failed: UID in precondition: {uid}, UID in object meta: {metadata.Text("uid")}";
        if (binding.Metadata().Text("resourceVersion") is { Length: > 0 } version && version != metadata.Text("resourceVersion"))
            return $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {metadata.Text("resourceVersion")}";
        if (metadata["deletionTimestamp"] is not null)
            return $"pod {name} is being deleted, cannot be assigned to a host";
        if (old.Object("spec")?.Text("nodeName") is { Length: > 0 } node)
            return $"pod {name} is already assigned to node \"{node}\"";
        return old.Object("spec")?.List("schedulingGates") is { Count: > 0 } ? $"pod {name} has non-empty .spec.schedulingGates" : null;
    }

    private void SetScheduled(JsonObject pod)
    {
        var status = pod.Ensure("status");
        var conditions = status.List("conditions");
        if (conditions is null)
            status["conditions"] = conditions = [];
        foreach (var item in conditions.ToArray())
        {
            if ((item as JsonObject)?.Text("type") == "PodScheduled")
                conditions.Remove(item);
        }
        var scheduled = new JsonObject { ["type"] = "PodScheduled", ["status"] = "True", ["lastProbeTime"] = null };
        scheduled.SetTime("lastTransitionTime", parts.Time.GetUtcNow());
        conditions.Add(scheduled);
    }
}
