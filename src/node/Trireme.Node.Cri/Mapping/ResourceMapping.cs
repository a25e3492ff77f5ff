using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Cri.Protocol;

namespace Trireme.Node.Cri.Mapping;

/// <summary>Requests and limits as cgroup numbers. Source: kubelet, pkg/kubelet/cm/helpers_linux.go.</summary>
internal static class ResourceMapping
{
    internal const long QuotaPeriod = 100_000;
    private const long MinimumQuota = 1_000;
    private const long MinimumShares = 2;
    private const long MaximumShares = 262_144;
    private const long SharesPerCpu = 1_024;

    internal static LinuxContainerResources ToResources(ResourceRequirements? resources, int oomScoreAdjustment)
    {
        var limit = Find(resources?.Limits, "cpu");
        var request = Find(resources?.Requests, "cpu");
        var mapped = new LinuxContainerResources
        {
            // Without a request the limit is the request, as the API server would have defaulted it.
            CpuShares = ToShares((request ?? limit)?.MilliValue ?? 0),
            OomScoreAdj = oomScoreAdjustment,
            MemoryLimitInBytes = Find(resources?.Limits, "memory")?.Value ?? 0,
        };
        if (limit is { IsZero: false } cpu)
        {
            mapped.CpuPeriod = QuotaPeriod;
            mapped.CpuQuota = Math.Max(cpu.MilliValue * QuotaPeriod / 1000, MinimumQuota);
        }
        return mapped;
    }

    private static long ToShares(long milli) =>
        milli <= 0 ? MinimumShares : Math.Clamp(milli * SharesPerCpu / 1000, MinimumShares, MaximumShares);

    private static Quantity? Find(IReadOnlyDictionary<string, Quantity>? list, string name) =>
        list is not null && list.TryGetValue(name, out var quantity) ? quantity : null;
}
