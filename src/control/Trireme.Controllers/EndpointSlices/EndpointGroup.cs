using Trireme.Api.Discovery.V1;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>Endpoints that have the same ports.</summary>
/// <param name="Key">The ports as text.</param>
/// <param name="Ports">The ports.</param>
internal sealed record EndpointGroup(string Key, IReadOnlyList<EndpointPort> Ports)
{
    /// <summary>The endpoints.</summary>
    public List<Endpoint> Endpoints { get; } = [];

    /// <summary>Ports as text, whatever their order.</summary>
    public static string KeyOf(IReadOnlyList<EndpointPort>? ports) => string.Join(
        '\n',
        (ports ?? []).Select(port => $"{port.Name}\t{port.Port}\t{port.Protocol ?? "TCP"}\t{port.AppProtocol}").Order(StringComparer.Ordinal));
}
