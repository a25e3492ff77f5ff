using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Controllers.Framework;
using Trireme.Controllers.LegacyEndpoints.Steps;

namespace Trireme.Controllers.LegacyEndpoints;

/// <summary>The steps of a reconciliation in their order. Pure.</summary>
internal static class EndpointsReconciler
{
    public const string ManagedBy = "endpoints.kubernetes.io/managed-by";
    public const string Manager = "endpoint-controller";
    private const string Truncated = "endpoints.kubernetes.io/over-capacity";

    /// <summary>The Endpoints that shall be; the present ones where nothing changes.</summary>
    public static Endpoints Plan(EndpointsState state)
    {
        var subsets = SubsetStep.Apply(state, out var truncated);
        var present = state.Present ?? new Endpoints { Metadata = new ObjectMeta { Name = state.Service.Metadata.Name, Namespace = state.Service.Metadata.Namespace } };
        return present with
        {
            Metadata = present.Metadata with { Labels = Labels(state.Service), Annotations = Annotations(present.Metadata.Annotations, truncated) },
            Subsets = subsets.Count > 0 ? subsets : null,
        };
    }

    private static Dictionary<string, string> Labels(Service service)
    {
        var labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [ManagedBy] = Manager,
        };
        labels.Remove(ServicePods.HeadlessLabel);
        if (service.IsHeadless())
            labels[ServicePods.HeadlessLabel] = "";
        return labels;
    }

    private static IReadOnlyDictionary<string, string>? Annotations(IReadOnlyDictionary<string, string>? present, bool truncated)
    {
        if (truncated == (present?.ContainsKey(Truncated) == true))
            return present;
        var wanted = new Dictionary<string, string>(present ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        wanted.Remove(Truncated);
        if (truncated)
            wanted[Truncated] = "truncated";
        return wanted.Count > 0 ? wanted : null;
    }
}
