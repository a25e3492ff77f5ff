using Trireme.Api.Discovery.V1;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>A slice while endpoints are distributed.</summary>
internal sealed class SliceDraft
{
    /// <summary>A slice that is there.</summary>
    public SliceDraft(EndpointSlice present)
    {
        Present = present;
        Ports = present.Ports ?? [];
        PortKey = EndpointGroup.KeyOf(present.Ports);
        Endpoints = [.. present.Endpoints ?? []];
    }

    /// <summary>A slice that is not there yet.</summary>
    public SliceDraft(EndpointGroup group)
    {
        Ports = group.Ports;
        PortKey = group.Key;
    }

    /// <summary>The slice that says that a Service has no endpoints.</summary>
    public static SliceDraft Placeholder => new(new EndpointGroup("", []));

    /// <summary>The slice as it is; null where it is yet to be created.</summary>
    public EndpointSlice? Present { get; }

    public IReadOnlyList<EndpointPort> Ports { get; }

    public string PortKey { get; }

    public List<Endpoint> Endpoints { get; set; } = [];

    public bool IsChanged { get; set; }

    /// <summary>Moves so many endpoints into the slice.</summary>
    public void Take(List<Endpoint> rest, int count)
    {
        var taken = Math.Min(count, rest.Count);
        if (taken <= 0)
            return;
        Endpoints.AddRange(rest.Take(taken));
        rest.RemoveRange(0, taken);
        IsChanged = true;
    }
}
