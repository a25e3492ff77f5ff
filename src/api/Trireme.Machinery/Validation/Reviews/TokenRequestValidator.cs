using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Reviews;

/// <summary>The rules of a TokenRequest.</summary>
internal sealed class TokenRequestValidator : KindValidator
{
    private const int Shortest = 600;

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var seconds = obj.Object("spec")?.Number("expirationSeconds") ?? 3600;
        if (seconds < Shortest)
            errors.Invalid(FieldPath.Of("spec", "expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
        if (seconds > 1L << 32)
            errors.Invalid(FieldPath.Of("spec", "expirationSeconds"), seconds, "may not specify a duration larger than 2^32 seconds");
    }
}
