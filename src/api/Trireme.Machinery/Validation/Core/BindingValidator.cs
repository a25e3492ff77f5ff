using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Binding.</summary>
internal sealed class BindingValidator : KindValidator
{
    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var target = obj.Object("target") ?? [];
        var path = FieldPath.Of("target");
        if (target.Text("kind") is { Length: > 0 } kind && kind != "Node")
            errors.NotSupported(path.Child("kind"), kind, "Node", "<empty>");
        if (target.Text("name") is not { Length: > 0 })
            errors.Required(path.Child("name"));
    }
}
