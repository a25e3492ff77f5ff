using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Defaulting;

/// <summary>
/// What there is to fill in under one schema: only the paths that lead to a default, so that a walk passes by everything else.
/// Made once per schema and kept as long as it.
/// </summary>
internal sealed class DefaultPlan
{
    private static readonly ConditionalWeakTable<SchemaNode, DefaultPlan> Known = [];
    private static readonly Lock Gate = new();

    /// <summary>The fields that have a default.</summary>
    public IReadOnlyList<SchemaField> Defaults { get; private set; } = [];

    /// <summary>The structure's own rule; null where it has none.</summary>
    public Action<JsonObject>? Rule { get; private set; }

    /// <summary>The fields with something to fill in beneath; a list goes by the plan of its items.</summary>
    public IReadOnlyList<(string Name, DefaultPlan Plan)> Children { get; private set; } = [];

    /// <summary>Whether the value is a map, whose values go by <see cref="Values"/>.</summary>
    public bool IsMap => Values is not null;

    /// <summary>The plan of a map's values; null for a structure.</summary>
    public DefaultPlan? Values { get; private set; }

    private bool IsBuilt { get; set; }

    private bool IsEmpty => Defaults.Count == 0 && Rule is null && Children.Count == 0 && Values is null;

    /// <summary>The plan of a structure.</summary>
    public static DefaultPlan Of(SchemaNode node)
    {
        if (Known.TryGetValue(node, out var known))
            return known;
        lock (Gate)
        {
            if (Known.TryGetValue(node, out known))
                return known;
            var building = new Dictionary<SchemaNode, DefaultPlan>(ReferenceEqualityComparer.Instance);
            var plan = Build(node, building);
            Known.Add(node, plan);
            return plan;
        }
    }

    private static DefaultPlan Build(SchemaNode node, Dictionary<SchemaNode, DefaultPlan> building)
    {
        while (node.Type == SchemaType.List)
            node = node.Element!;
        if (building.TryGetValue(node, out var known))
            return known;
        var plan = new DefaultPlan();
        building.Add(node, plan);
        if (node.Type == SchemaType.Map)
        {
            var values = Build(node.Element!, building);
            plan.Values = values.IsEmpty && values.IsBuilt ? null : values;
        }
        plan.IsBuilt = node.Type != SchemaType.Object;
        if (plan.IsBuilt)
            return plan;
        plan.Rule = node.Definition is null ? null : StructureDefaults.Find(node.Definition);
        plan.Defaults = [.. node.Fields.Values.Where(field => field.Default is not null)];
        var children = new List<(string Name, DefaultPlan Plan)>();
        foreach (var field in node.Fields.Values)
        {
            // A structure that contains itself is met while it is still being built: keep the path, its plan fills up later.
            var child = Build(field.Node, building);
            if (!child.IsBuilt || !child.IsEmpty)
                children.Add((field.Name, child));
        }
        plan.Children = children;
        plan.IsBuilt = true;
        return plan;
    }
}
