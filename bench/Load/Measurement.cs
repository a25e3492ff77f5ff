namespace Trireme.Bench.Load;

/// <summary>What one round of a scenario came to.</summary>
/// <param name="Operations">How many operations were done.</param>
/// <param name="Elapsed">In what time.</param>
/// <param name="Latencies">How long each took, in milliseconds, sorted.</param>
/// <param name="CpuSeconds">CPU that the server used meanwhile.</param>
/// <param name="PeakBytes">The most memory that the server was seen to hold.</param>
internal sealed record Measurement(int Operations, TimeSpan Elapsed, double[] Latencies, double CpuSeconds, double PeakBytes)
{
    /// <summary>Operations a second.</summary>
    public double Throughput => Operations / Elapsed.TotalSeconds;

    /// <summary>Server CPU an operation, in milliseconds.</summary>
    public double CpuMilliseconds => CpuSeconds * 1000 / Operations;

    /// <summary>The latency that a share of the operations kept below, in milliseconds.</summary>
    public double Percentile(double share) => Latencies.Length == 0 ? 0 : Latencies[Math.Min(Latencies.Length - 1, (int)(Latencies.Length * share))];
}
