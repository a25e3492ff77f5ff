using System.Net;

namespace Trireme.Server.Strategies.Services;

/// <summary>What one write of a Service has taken. Dispose it when the write is through.</summary>
internal sealed class ServiceReservation(ServiceAllocations allocations) : IDisposable
{
    /// <summary>The addresses.</summary>
    public List<IPAddress> Addresses { get; } = [];

    /// <summary>The node ports.</summary>
    public List<int> Ports { get; } = [];

    public void Dispose()
    {
        allocations.Return(Addresses, Ports);
        Addresses.Clear();
        Ports.Clear();
    }
}
