namespace Trireme.Scheduler.Snapshot;

/// <summary>Amounts of resources: CPU in thousandths of a core, others in units (bytes for memory and storage). Immutable.</summary>
/// <param name="MilliCpu">CPU in thousandths of a core.</param>
/// <param name="Memory">Memory in bytes.</param>
/// <param name="Storage">Ephemeral storage in bytes.</param>
/// <param name="Other">Extended resources by name; null for none.</param>
internal readonly record struct Resources(long MilliCpu, long Memory, long Storage, IReadOnlyDictionary<string, long>? Other)
{
    public static Resources operator +(Resources left, Resources right) => left.Combine(right, 1);

    public static Resources operator -(Resources left, Resources right) => left.Combine(right, -1);

    /// <summary>The larger of each amount.</summary>
    public static Resources Max(Resources left, Resources right) =>
        new(
            Math.Max(left.MilliCpu, right.MilliCpu),
            Math.Max(left.Memory, right.Memory),
            Math.Max(left.Storage, right.Storage),
            Merge(left.Other, right.Other, Math.Max));

    private static IReadOnlyDictionary<string, long>? Merge(IReadOnlyDictionary<string, long>? left, IReadOnlyDictionary<string, long>? right, Func<long, long, long> merge)
    {
        if (right is null || right.Count == 0)
            return left;
        var merged = left is null ? [] : new Dictionary<string, long>(left);
        foreach (var (name, amount) in right)
            merged[name] = merge(merged.GetValueOrDefault(name), amount);
        return merged;
    }

    private Resources Combine(Resources other, int sign) =>
        new(
            MilliCpu + (sign * other.MilliCpu),
            Memory + (sign * other.Memory),
            Storage + (sign * other.Storage),
            Merge(Other, other.Other, (left, right) => left + (sign * right)));
}
