namespace Trireme.Bench.Load;

/// <summary>A kind of load. One round at a time.</summary>
internal interface IScenario
{
    /// <summary>The name on the command line and in the table.</summary>
    string Name { get; }

    /// <summary>Makes what the rounds need.</summary>
    Task PrepareAsync(LoadContext context, CancellationToken cancellationToken);

    /// <summary>Runs one round and returns the latencies in milliseconds; their number is the number of operations.</summary>
    Task<double[]> RunAsync(LoadContext context, int round, CancellationToken cancellationToken);
}
