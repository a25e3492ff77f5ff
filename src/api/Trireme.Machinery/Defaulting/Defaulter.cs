using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Defaulting;

/// <summary>
/// Fills in what a client may leave out, as a Kubernetes API server does before admission and again after it: the defaults of the schema,
/// then the rules of single structures (<see cref="StructureDefaults"/>). Idempotent. Thread-safe for different objects.
/// </summary>
public static class Defaulter
{
    /// <summary>Fills in the defaults of a decoded object, in place.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="obj">The object, as the decoder gave it.</param>
    public static void Apply(KindInfo kind, JsonObject obj) => Apply(DefaultPlan.Of(kind.Schema), obj);

    private static void Apply(DefaultPlan plan, JsonObject obj)
    {
        foreach (var field in plan.Defaults)
        {
            if (obj[field.Name] is null)
                obj[field.Name] = field.Default!.DeepClone();
        }
        plan.Rule?.Invoke(obj);
        foreach (var (name, child) in plan.Children)
        {
            if (obj[name] is { } value)
                Apply(child, value);
        }
    }

    private static void Apply(DefaultPlan plan, JsonNode value)
    {
        switch (value)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    if (item is not null)
                        Apply(plan, item);
                }
                break;
            case JsonObject map when plan.IsMap:
                foreach (var (_, item) in map)
                {
                    if (item is not null)
                        Apply(plan.Values!, item);
                }
                break;
            case JsonObject obj:
                Apply(plan, obj);
                break;
        }
    }
}
