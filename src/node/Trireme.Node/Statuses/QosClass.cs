using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Node.Statuses;

/// <summary>The quality-of-service class of a Pod. Pure. Source: Kubernetes documentation, "Pod Quality of Service Classes".</summary>
internal static class QosClass
{
    private static readonly string[] Counted = ["cpu", "memory"];

    /// <summary>Guaranteed, Burstable or BestEffort.</summary>
    public static string Of(PodSpec spec)
    {
        if (spec.Resources is { } whole && (Any(whole.Requests) || Any(whole.Limits)))
            return IsGuaranteed(whole) ? "Guaranteed" : "Burstable";
        var any = false;
        var guaranteed = true;
        foreach (var container in (spec.InitContainers ?? []).Concat(spec.Containers))
        {
            any |= Any(container.Resources?.Requests) || Any(container.Resources?.Limits);
            guaranteed &= IsGuaranteed(container.Resources);
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static bool Any(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts is not null && Counted.Any(name => amounts.TryGetValue(name, out var amount) && !amount.IsZero);

    private static bool IsGuaranteed(ResourceRequirements? resources)
    {
        foreach (var name in Counted)
        {
            if (resources?.Limits is not { } limits || !limits.TryGetValue(name, out var limit) || limit.IsZero)
                return false;
            if (resources.Requests is { } requests && requests.TryGetValue(name, out var request) && !request.IsZero && request != limit)
                return false;
        }
        return true;
    }
}
