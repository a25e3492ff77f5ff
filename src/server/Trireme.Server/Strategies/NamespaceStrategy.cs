using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Json;
using Trireme.Server.Verbs;

namespace Trireme.Server.Strategies;

/// <summary>Namespaces: they stay, terminating, until their controller has emptied them and taken off <c>spec.finalizers</c>.</summary>
internal sealed class NamespaceStrategy(KindInfo kind) : KindStrategy(kind)
{
    private const string Finalizer = "kubernetes";

    public override ValueTask<Status?> PrepareForCreateAsync(JsonObject obj, WriteRequest request, CancellationToken cancellationToken)
    {
        obj["status"] = new JsonObject { ["phase"] = "Active" };
        var spec = obj.Ensure("spec");
        var finalizers = spec.Texts("finalizers");
        if (!finalizers.Contains(Finalizer))
            finalizers.Add(Finalizer);
        spec.SetTexts("finalizers", finalizers);
        return default;
    }

    public override ValueTask<Status?> PrepareForUpdateAsync(JsonObject obj, JsonObject old, WriteRequest request, CancellationToken cancellationToken)
    {
        if (request.Subresource != "finalize")
            obj.Ensure("spec").CopyField("finalizers", old.Object("spec") ?? []);
        return default;
    }

    public override void PrepareForSubresource(string subresource, JsonObject obj, JsonObject old)
    {
        if (subresource != "finalize")
        {
            base.PrepareForSubresource(subresource, obj, old);
            return;
        }
        var finalizers = obj.Object("spec")?.Texts("finalizers") ?? [];
        obj.CopyField("status", old);
        obj["spec"] = old.Object("spec")?.DeepClone() ?? new JsonObject();
        obj.Ensure("spec").SetTexts("finalizers", finalizers);
        var version = obj.Metadata()["resourceVersion"]?.DeepClone();
        obj["metadata"] = old.Metadata().DeepClone();
        obj.Metadata()["resourceVersion"] = version;
    }

    public override Status? CheckDelete(CachedObject current, JsonObject obj) =>
        obj.Metadata()["deletionTimestamp"] is not null && !MayVanish(obj)
            ? StatusErrors.Conflict(
                Kind,
                current.Name,
                "The system is ensuring all content is removed from this namespace.  Upon completion, this namespace will automatically be purged by the system.")
            : null;

    public override void PrepareForDelete(JsonObject obj) => obj.Ensure("status")["phase"] = "Terminating";

    public override bool MayVanish(JsonObject obj) => obj.Object("spec")?.List("finalizers") is not { Count: > 0 };
}
