using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>Which fields an endpoint of a kind does not write.</summary>
public static class ResetFields
{
    private static readonly FieldSet Status = Parse("""{"f:status":{}}""");
    private static readonly FieldSet Spec = Parse("""{"f:spec":{}}""");
    private static readonly FieldSet SpecAndLabels = Parse("""{"f:metadata":{"f:labels":{}},"f:spec":{}}""");

    /// <summary>The fields that do not count on an endpoint.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="subresource">The subresource; empty for the object itself.</param>
    public static FieldSet Of(KindInfo kind, string subresource) => subresource switch
    {
        "" when kind.Subresources.Contains("status") => Status,
        "status" => kind is { Group: "apps", Kind: "Deployment" } ? SpecAndLabels : Spec,
        _ => FieldSet.Empty,
    };

    private static FieldSet Parse(string json) =>
        FieldSet.TryParse(JsonNode.Parse(json), out var set) ? set : throw new InvalidOperationException("a constant is not FieldsV1");
}
