using System.Text.Json.Nodes;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a ServiceAccount: none beyond its name.</summary>
internal sealed class ServiceAccountValidator : KindValidator
{
    public override void Validate(JsonObject obj, FieldErrors errors)
    {
    }
}
