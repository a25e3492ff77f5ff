using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Json;
using Trireme.Server.Verbs;

namespace Trireme.Server.Strategies;

/// <summary>CertificateSigningRequests: they carry who made them, and are approved, signed and asked for by three different writes.</summary>
internal sealed class CertificateSigningRequestStrategy(KindInfo kind) : KindStrategy(kind)
{
    public override ValueTask<Status?> PrepareForCreateAsync(JsonObject obj, WriteRequest request, CancellationToken cancellationToken)
    {
        // Whoever asks cannot say who he is: the server does.
        var spec = obj.Ensure("spec");
        foreach (var name in (ReadOnlySpan<string>)["uid", "extra"])
            spec.Remove(name);
        spec["username"] = request.User.Name;
        spec.SetTexts("groups", [.. request.User.Groups]);
        if (request.User.Uid.Length > 0)
            spec["uid"] = request.User.Uid;
        if (request.User.Extra.Count == 0)
            return default;
        var extra = new JsonObject();
        foreach (var (key, values) in request.User.Extra)
            extra.SetTexts(key, [.. values]);
        spec["extra"] = extra;
        return default;
    }

    public override ValueTask<Status?> PrepareForUpdateAsync(JsonObject obj, JsonObject old, WriteRequest request, CancellationToken cancellationToken)
    {
        obj.CopyField("spec", old);
        return default;
    }

    public override void PrepareForSubresource(string subresource, JsonObject obj, JsonObject old)
    {
        var certificate = obj.Object("status")?["certificate"]?.DeepClone();
        var conditions = obj.Object("status")?["conditions"]?.DeepClone();
        obj.CopyField("spec", old);
        obj.CopyField("status", old);
        var status = obj.Ensure("status");
        if (subresource == "approval")
        {
            status["conditions"] = conditions;
            return;
        }
        // The signer says Failed and brings the certificate; Approved and Denied stay as the approver left them.
        status["certificate"] = certificate ?? status["certificate"]?.DeepClone();
        status["conditions"] = Merged(old.Object("status")?.List("conditions"), conditions as JsonArray);
        if (status["certificate"] is null)
            status.Remove("certificate");
        if (status["conditions"] is JsonArray { Count: 0 })
            status.Remove("conditions");
    }

    private static JsonArray Merged(JsonArray? old, JsonArray? given)
    {
        var merged = new JsonArray();
        foreach (var item in old ?? [])
        {
            if ((item as JsonObject)?.Text("type") is "Approved" or "Denied")
                merged.Add(item!.DeepClone());
        }
        foreach (var item in given ?? [])
        {
            if (item is JsonObject condition && condition.Text("type") is not ("Approved" or "Denied"))
                merged.Add(condition.DeepClone());
        }
        return merged;
    }
}
