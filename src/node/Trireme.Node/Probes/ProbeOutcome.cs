namespace Trireme.Node.Probes;

/// <summary>What one try of a probe came to.</summary>
/// <param name="Result">How it went.</param>
/// <param name="Output">What it said, for the event.</param>
internal readonly record struct ProbeOutcome(ProbeResult Result, string Output)
{
    /// <summary>It passed.</summary>
    public static ProbeOutcome Success { get; } = new(ProbeResult.Success, "");

    /// <summary>It did not pass.</summary>
    public static ProbeOutcome Failure(string output) => new(ProbeResult.Failure, output);

    /// <summary>It could not be made.</summary>
    public static ProbeOutcome Error(string output) => new(ProbeResult.Error, output);
}
