using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Namespace.</summary>
internal sealed class NamespaceValidator : KindValidator
{
    public override IReadOnlyList<string> Name(string name) => NameRules.Label(name);

    public override void Validate(JsonObject obj, FieldErrors errors) => Finalizers(obj, FieldPath.Of("spec", "finalizers"), isIndexed: false, errors);

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        switch (subresource)
        {
            case "status":
                Phase(obj, errors);
                break;
            case "finalize":
                Finalizers(obj, FieldPath.Of("spec", "finalizers"), isIndexed: true, errors);
                break;
        }
    }

    private static void Phase(JsonObject obj, FieldErrors errors)
    {
        var isGoing = obj.Object("metadata")?["deletionTimestamp"] is not null;
        var phase = obj.Object("status")?.Text("phase") ?? "";
        if (isGoing && phase != "Terminating")
            errors.Invalid(FieldPath.Of("status", "Phase"), phase, "may only be 'Terminating' if `deletionTimestamp` is not empty");
        else if (!isGoing && phase != "Active")
            errors.Invalid(FieldPath.Of("status", "Phase"), phase, "may only be 'Active' if `deletionTimestamp` is empty");
    }

    private static void Finalizers(JsonObject obj, FieldPath path, bool isIndexed, FieldErrors errors)
    {
        if (obj.Object("spec")?.List("finalizers") is not { } finalizers)
            return;
        for (var i = 0; i < finalizers.Count; i++)
        {
            var name = finalizers[i].AsText() ?? "";
            var place = isIndexed ? path.Index(i) : path;
            errors.Invalid(place, name, NameRules.QualifiedName(name));
            if (!name.Contains('/', StringComparison.Ordinal) && name is not ("kubernetes" or "orphan" or "foregroundDeletion"))
                errors.Invalid(place, name, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }
}
