using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Apps;

/// <summary>The rules of a Scale.</summary>
internal sealed class ScaleValidator : KindValidator
{
    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        if (obj.Object("spec") is { } spec)
            NumberRules.NotNegative(spec, "replicas", FieldPath.Of("spec"), errors);
    }
}
