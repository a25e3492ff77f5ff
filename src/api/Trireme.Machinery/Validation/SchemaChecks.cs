using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Validation;

/// <summary>
/// What the schema alone demands under one structure: only the fields that have a demand or lead to one. Made once per schema.
/// </summary>
internal sealed class SchemaChecks
{
    private static readonly ConditionalWeakTable<SchemaNode, SchemaChecks> BuiltIn = [];
    private static readonly ConditionalWeakTable<SchemaNode, SchemaChecks> Custom = [];
    private static readonly Lock Gate = new();

    // Their operators and effects are worded by the rules of selectors and nodes.
    private static readonly FrozenSet<string> WordedElsewhere = new[]
    {
        "io.k8s.api.core.v1.NodeSelectorRequirement", "io.k8s.api.core.v1.Taint", "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement",
    }.ToFrozenSet();

    /// <summary>The fields with demands of their own.</summary>
    public IReadOnlyList<SchemaField> Fields { get; private set; } = [];

    /// <summary>The fields with demands beneath; a list or map goes by the checks of its items.</summary>
    public IReadOnlyList<(string Name, SchemaType Type, SchemaChecks Checks)> Children { get; private set; } = [];

    private bool IsBuilt { get; set; }

    private bool IsEmpty => Fields.Count == 0 && Children.Count == 0;

    /// <summary>The checks of a structure.</summary>
    /// <param name="node">The structure.</param>
    /// <param name="required">Whether missing fields are reported here; for built-in kinds their own rules do it, in their own words.</param>
    public static SchemaChecks Of(SchemaNode node, bool required)
    {
        var known = required ? Custom : BuiltIn;
        if (known.TryGetValue(node, out var checks))
            return checks;
        lock (Gate)
        {
            if (known.TryGetValue(node, out checks))
                return checks;
            checks = Build(node, required, new Dictionary<SchemaNode, SchemaChecks>(ReferenceEqualityComparer.Instance));
            known.Add(node, checks);
            return checks;
        }
    }

    private static SchemaChecks Build(SchemaNode node, bool required, Dictionary<SchemaNode, SchemaChecks> building)
    {
        while (node.Type is SchemaType.List or SchemaType.Map)
            node = node.Element!;
        if (building.TryGetValue(node, out var known))
            return known;
        var checks = new SchemaChecks();
        building.Add(node, checks);
        if (node.Type == SchemaType.Object && !(node.Definition is not null && WordedElsewhere.Contains(node.Definition)))
        {
            checks.Fields = [.. node.Fields.Values.Where(field => HasDemand(field, required))];
            var children = new List<(string Name, SchemaType Type, SchemaChecks Checks)>();
            foreach (var field in node.Fields.Values)
            {
                if (field.Node.Type is not (SchemaType.Object or SchemaType.List or SchemaType.Map))
                    continue;
                var child = Build(field.Node, required, building);
                if (!child.IsBuilt || !child.IsEmpty)
                    children.Add((field.Name, field.Node.Type, child));
            }
            checks.Children = children;
        }
        checks.IsBuilt = true;
        return checks;
    }

    private static bool HasDemand(SchemaField field, bool required) =>
        field.Values is not null || field.Minimum is not null || field.Maximum is not null || field.Immutable || (required && field.Required);
}
