using Trireme.Node.Runtime;

namespace Trireme.Node.Probes;

/// <summary>What all probes of one Pod share.</summary>
/// <param name="Prober">Makes the tries.</param>
/// <param name="Runtime">Where the Pod runs.</param>
/// <param name="Health">Takes the results.</param>
/// <param name="PodAddress">The Pod's address.</param>
/// <param name="Event">Tells: container, type, reason, message.</param>
/// <param name="Changed">Told when a result has changed.</param>
/// <param name="Time">The clock.</param>
internal sealed record ProbeContext(
    Prober Prober, IPodRuntime Runtime, PodHealth Health, Func<string> PodAddress, Action<string, string, string, string> Event, Action Changed, TimeProvider Time);
