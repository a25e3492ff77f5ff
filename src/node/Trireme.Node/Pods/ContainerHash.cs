using System.Globalization;
using System.Text;
using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>What of a running container must not change: its name and image. A changed hash means a restart.</summary>
internal static class ContainerHash
{
    /// <summary>The hash as the container's annotation carries it.</summary>
    public static string Of(Container container)
    {
        // FNV-1a: small, stable over versions, and nobody's secret.
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes($"{container.Name}\n{container.Image}"))
            hash = (hash ^ part) * 16777619u;
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
