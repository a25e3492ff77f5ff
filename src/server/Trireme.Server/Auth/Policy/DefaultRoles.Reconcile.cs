using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Rbac;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth.Rbac;
using Trireme.Server.Cache;

namespace Trireme.Server.Auth.Policy;

/// <summary>Repair at each start: what is missing is added, what an administrator added stays.</summary>
internal static partial class DefaultRoles
{
    /// <summary>What must be written so that every default role and binding is there with all that it should hold. Pure: writing is the caller's.</summary>
    public static IReadOnlyList<PolicyChange> Reconcile(IObjectSource objects)
    {
        var changes = new List<PolicyChange>();
        var clusterRoles = Stored<ClusterRole>(objects);
        foreach (var role in All.OfType<ClusterRole>())
        {
            var present = clusterRoles.GetValueOrDefault(Key(role));
            clusterRoles[Key(role)] = present is null ? role : Repaired(present, role);
        }
        foreach (var role in All.OfType<ClusterRole>())
        {
            var repaired = clusterRoles[Key(role)];
            if (repaired.AggregationRule is not null)
                repaired = repaired with { Rules = RoleAggregation.Rules(repaired, clusterRoles.Values) };
            Add(changes, objects, repaired, recreate: false);
        }

        var roles = Stored<Role>(objects);
        foreach (var role in All.OfType<Role>())
            Add(changes, objects, roles.TryGetValue(Key(role), out var present) ? Repaired(present, role) : role, recreate: false);

        var clusterBindings = Stored<ClusterRoleBinding>(objects);
        foreach (var binding in All.OfType<ClusterRoleBinding>())
        {
            var present = clusterBindings.GetValueOrDefault(Key(binding));
            var recreate = present is not null && MustRecreate(present, present.RoleRef, binding.RoleRef);
            Add(changes, objects, present is null || recreate ? binding : Repaired(present, binding), recreate);
        }

        var bindings = Stored<RoleBinding>(objects);
        foreach (var binding in All.OfType<RoleBinding>())
        {
            var present = bindings.GetValueOrDefault(Key(binding));
            var recreate = present is not null && MustRecreate(present, present.RoleRef, binding.RoleRef);
            Add(changes, objects, present is null || recreate ? binding : Repaired(present, binding), recreate);
        }
        return changes;
    }

    private static (string Namespace, string Name) Key(IKubernetesObject item) => (item.Metadata.Namespace ?? "", item.Metadata.Name ?? "");

    private static Dictionary<(string Namespace, string Name), T> Stored<T>(IObjectSource objects)
        where T : class, IKubernetesObject =>
        objects.List(KindRegistry.Of<T>(), null).Select(bytes => JsonSerializer.Deserialize(bytes.Span, ApiJson.Of<T>())!).ToDictionary(item => Key(item));

    private static void Add<T>(List<PolicyChange> changes, IObjectSource objects, T wanted, bool recreate)
        where T : class, IKubernetesObject
    {
        var kind = KindRegistry.Of<T>();
        var (ns, name) = Key(wanted);
        var json = (JsonObject)JsonSerializer.SerializeToNode(wanted, ApiJson.Of<T>())!;
        if (objects.Get(kind, ns, name) is not { } stored)
            changes.Add(new PolicyChange(kind, ns, name, json, PolicyAction.Create));
        else if (recreate || !JsonNode.DeepEquals(JsonNode.Parse(stored.Span), json))
            changes.Add(new PolicyChange(kind, ns, name, json, recreate ? PolicyAction.Recreate : PolicyAction.Update));
    }

    private static bool MustRecreate(IKubernetesObject present, RoleRef has, RoleRef wants) => IsKept(present) && has != wants;

    private static ClusterRole Repaired(ClusterRole present, ClusterRole wanted) => !IsKept(present) ? present : present with
    {
        Metadata = Repaired(present.Metadata, wanted.Metadata),
        Rules = wanted.AggregationRule is null ? Repaired(present.Rules, wanted.Rules) : present.Rules,
        AggregationRule = Repaired(present.AggregationRule, wanted.AggregationRule),
    };

    private static Role Repaired(Role present, Role wanted) => !IsKept(present) ? present : present with
    {
        Metadata = Repaired(present.Metadata, wanted.Metadata),
        Rules = Repaired(present.Rules, wanted.Rules),
    };

    private static ClusterRoleBinding Repaired(ClusterRoleBinding present, ClusterRoleBinding wanted) => !IsKept(present) ? present : present with
    {
        Metadata = Repaired(present.Metadata, wanted.Metadata),
        Subjects = Repaired(present.Subjects, wanted.Subjects),
    };

    private static RoleBinding Repaired(RoleBinding present, RoleBinding wanted) => !IsKept(present) ? present : present with
    {
        Metadata = Repaired(present.Metadata, wanted.Metadata),
        Subjects = Repaired(present.Subjects, wanted.Subjects),
    };

    private static bool IsKept(IKubernetesObject present) =>
        present.Metadata.Annotations is not { } annotations || !annotations.TryGetValue(AutoUpdateAnnotation, out var value) || value != "false";

    private static IReadOnlyList<PolicyRule>? Repaired(IReadOnlyList<PolicyRule>? present, IReadOnlyList<PolicyRule>? wanted)
    {
        var missing = RuleCoverage.Missing(present ?? [], wanted ?? []);
        return missing.Count == 0 ? present : [.. present ?? [], .. missing];
    }

    private static IReadOnlyList<Subject>? Repaired(IReadOnlyList<Subject>? present, IReadOnlyList<Subject>? wanted)
    {
        var missing = (wanted ?? []).Except(present ?? []).ToList();
        return missing.Count == 0 ? present : [.. present ?? [], .. missing];
    }

    private static AggregationRule? Repaired(AggregationRule? present, AggregationRule? wanted)
    {
        static string Text(LabelSelector selector) => JsonSerializer.Serialize(selector, ApiJson.Of<LabelSelector>());

        var has = (present?.ClusterRoleSelectors ?? []).Select(Text).ToHashSet();
        var missing = (wanted?.ClusterRoleSelectors ?? []).Where(selector => !has.Contains(Text(selector))).ToList();
        return missing.Count == 0 ? present : new AggregationRule { ClusterRoleSelectors = [.. present?.ClusterRoleSelectors ?? [], .. missing] };
    }

    private static ObjectMeta Repaired(ObjectMeta present, ObjectMeta wanted) => present with
    {
        Labels = Repaired(present.Labels, wanted.Labels),
        Annotations = Repaired(present.Annotations, wanted.Annotations),
    };

    private static IReadOnlyDictionary<string, string>? Repaired(IReadOnlyDictionary<string, string>? present, IReadOnlyDictionary<string, string>? wanted)
    {
        var missing = (wanted ?? new Dictionary<string, string>()).Where(pair => present is null || !present.TryGetValue(pair.Key, out var value) || value != pair.Value).ToList();
        if (missing.Count == 0)
            return present;
        var result = new Dictionary<string, string>(present ?? new Dictionary<string, string>());
        foreach (var (key, value) in missing)
            result[key] = value;
        return result;
    }
}
