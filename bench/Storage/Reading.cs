namespace Trireme.Bench.Storage;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Count">How many operations were done.</param>
/// <param name="Elapsed">How long they took altogether.</param>
/// <param name="Latencies">How long each took; empty where only the whole counts.</param>
/// <param name="AllocatedBytes">What the managed heap gave out for them.</param>
/// <param name="CpuTime">The process' CPU time for them.</param>
internal sealed record Reading(string Name, long Count, TimeSpan Elapsed, TimeSpan[] Latencies, long AllocatedBytes, TimeSpan CpuTime)
{
    public static readonly string Header = $"{"",-34}{"count",9}{"per s",10}{"p50 ms",9}{"p99 ms",9}{"max ms",9}{"cpu us",9}{"alloc B",9}";

    public override string ToString()
    {
        Array.Sort(Latencies);
        return $"{Name,-34}{Count,9}{Count / Elapsed.TotalSeconds,10:F0}{At(0.5),9}{At(0.99),9}{At(1),9}"
            + $"{CpuTime.TotalMicroseconds / Count,9:F1}{AllocatedBytes / Count,9}";
    }

    private string At(double part) => Latencies.Length == 0
        ? "-"
        : Latencies[(int)Math.Ceiling(part * (Latencies.Length - 1))].TotalMilliseconds.ToString("F2");
}
