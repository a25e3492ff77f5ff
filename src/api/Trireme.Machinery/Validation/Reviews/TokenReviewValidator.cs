using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Reviews;

/// <summary>The rules of a TokenReview.</summary>
internal sealed class TokenReviewValidator : KindValidator
{
    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        if (obj.Object("spec")?.Text("token") is not { Length: > 0 })
            errors.Required(FieldPath.Of("spec", "token"));
    }
}
