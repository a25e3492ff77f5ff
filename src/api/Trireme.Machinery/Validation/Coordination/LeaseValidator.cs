using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Coordination;

/// <summary>The rules of a Lease.</summary>
internal sealed class LeaseValidator : KindValidator
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        if (obj.Object("spec") is not { } spec)
            return;
        if (spec.Number("leaseDurationSeconds") is <= 0 and var seconds)
            errors.Invalid(Spec.Child("leaseDurationSeconds"), seconds, "must be greater than 0");
        NumberRules.NotNegative(spec, "leaseTransitions", Spec, errors);
        if (spec.Text("strategy") is { } strategy && !(strategy == "OldestEmulationVersion" || strategy.Contains('/', StringComparison.Ordinal)))
            errors.NotSupported(Spec.Child("strategy"), strategy, "OldestEmulationVersion");
        if (spec.Text("preferredHolder") is { Length: > 0 } && spec.Text("strategy") is not { Length: > 0 })
            errors.Forbidden(Spec.Child("preferredHolder"), "may only be specified if `strategy` is defined");
    }
}
