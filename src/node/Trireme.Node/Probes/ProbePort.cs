using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Node.Probes;

/// <summary>Finds the number of a port that may be given by name.</summary>
internal static class ProbePort
{
    /// <summary>The number; null where the name is none of the container's ports, or the number is no port's.</summary>
    public static int? Resolve(IntOrString port, Container container)
    {
        var number = port.Text is not { } name
            ? port.Number
            : container.Ports?.FirstOrDefault(declared => declared.Name == name)?.Port
                ?? (int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed : 0);
        return number is > 0 and <= 65535 ? number : null;
    }
}
