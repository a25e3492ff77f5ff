using Trireme.Api.Core.V1;

namespace Trireme.Node.Probes;

/// <summary>Counts tries in a row until they are enough to decide. For one task.</summary>
internal sealed class ProbeTally(Probe probe, ProbeKind kind)
{
    private bool? _last;
    private int _run;

    /// <summary>Adds a try.</summary>
    /// <returns>What is decided; null while it is not.</returns>
    public bool? Add(bool success)
    {
        _run = _last == success ? _run + 1 : 1;
        _last = success;
        // Only readiness may ask for more than one success.
        var needed = success ? (kind == ProbeKind.Readiness ? probe.SuccessThreshold ?? 1 : 1) : probe.FailureThreshold ?? 3;
        return _run >= needed ? success : null;
    }
}
