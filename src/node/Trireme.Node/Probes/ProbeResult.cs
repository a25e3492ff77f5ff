namespace Trireme.Node.Probes;

/// <summary>How a try of a probe went.</summary>
internal enum ProbeResult
{
    /// <summary>It passed.</summary>
    Success,

    /// <summary>It passed, and there is something to tell.</summary>
    Warning,

    /// <summary>It did not pass.</summary>
    Failure,

    /// <summary>It could not be made; counts as a failure.</summary>
    Error,
}
