using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;
using Trireme.Server.Verbs;

namespace Trireme.Server.Strategies.Services;

/// <summary>Services: cluster IPs and node ports come out of ranges and go back; a change of the type takes or gives what the types differ in.</summary>
internal sealed class ServiceStrategy(KindInfo kind, ServiceAllocations allocations) : KindStrategy(kind)
{
    public override bool ReturnsDeletedObject => true;

    public override ValueTask<Status?> PrepareForCreateAsync(JsonObject obj, WriteRequest request, CancellationToken cancellationToken)
    {
        Normalize(obj.Ensure("spec"));
        return default;
    }

    public override ValueTask<Status?> PrepareForUpdateAsync(JsonObject obj, JsonObject old, WriteRequest request, CancellationToken cancellationToken)
    {
        var spec = obj.Ensure("spec");
        var before = old.Object("spec") ?? [];
        KeepAllocated(spec, before);
        DropUnneeded(spec, before);
        Normalize(spec);
        return default;
    }

    public override ReservationResult Reserve(JsonObject obj, JsonObject? old, bool dryRun)
    {
        var spec = obj.Ensure("spec");
        var before = old?.Object("spec") ?? [];
        var taken = new ServiceReservation(allocations);
        var error = TakeAddress(obj, spec, before, taken) ?? TakePorts(obj, spec, before, taken);
        if (error is not null || dryRun)
        {
            taken.Dispose();
            return new ReservationResult(null, error);
        }
        return new ReservationResult(taken, null);
    }

    /// <summary>What the client left out of an update, though the stored Service has it, stays.</summary>
    private static void KeepAllocated(JsonObject spec, JsonObject before)
    {
        if (ServiceNeeds.ClusterIP(spec) && ServiceNeeds.ClusterIP(before))
        {
            if (spec.Text("clusterIP") is not { Length: > 0 } && spec.List("clusterIPs") is not { Count: > 0 })
            {
                spec.CopyField("clusterIP", before);
                spec.CopyField("clusterIPs", before);
            }
            else if (spec.Text("clusterIP") == before.Text("clusterIP") && spec["clusterIPs"] is null)
            {
                spec.CopyField("clusterIPs", before);
            }
        }
        if (ServiceNeeds.NodePorts(spec) && ServiceNeeds.NodePorts(before))
        {
            var used = ServiceNeeds.Ports(spec);
            foreach (var port in Ports(spec))
            {
                if (port.Number("nodePort") is > 0)
                    continue;
                foreach (var known in Ports(before))
                {
                    if (known.SameField("port", port) && known.SameField("protocol", port) && known.Number("nodePort") is { } number and > 0 && used.Add((int)number))
                        port["nodePort"] = number;
                }
            }
        }
        if (ServiceNeeds.HealthCheckPort(spec) && ServiceNeeds.HealthCheckPort(before) && spec.Number("healthCheckNodePort") is null or 0)
            spec.CopyField("healthCheckNodePort", before);
    }

    /// <summary>What a changed type no longer has goes, unless the client has set it anew: then validation says what is wrong with it.</summary>
    private static void DropUnneeded(JsonObject spec, JsonObject before)
    {
        if (ServiceNeeds.ClusterIP(before) && !ServiceNeeds.ClusterIP(spec))
        {
            foreach (var name in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
            {
                if (spec.SameField(name, before))
                    spec.Remove(name);
            }
        }
        if (ServiceNeeds.NodePorts(before) && !ServiceNeeds.NodePorts(spec))
        {
            var had = ServiceNeeds.Ports(before);
            foreach (var port in Ports(spec))
            {
                if (port.Number("nodePort") is { } number && had.Contains((int)number))
                    port.Remove("nodePort");
            }
        }
        if (ServiceNeeds.HealthCheckPort(before) && !ServiceNeeds.HealthCheckPort(spec) && spec.SameField("healthCheckNodePort", before))
            spec.Remove("healthCheckNodePort");
        if (before.Text("type") == "LoadBalancer" && spec.Text("type") != "LoadBalancer")
        {
            foreach (var name in (ReadOnlySpan<string>)["allocateLoadBalancerNodePorts", "loadBalancerClass"])
            {
                if (spec.SameField(name, before))
                    spec.Remove(name);
            }
        }
        if (before.Text("type") is "NodePort" or "LoadBalancer" && spec.Text("type") is "ClusterIP" or "ExternalName"
            && spec.List("externalIPs") is not { Count: > 0 } && spec.SameField("externalTrafficPolicy", before))
        {
            spec.Remove("externalTrafficPolicy");
        }
    }

    /// <summary>Brings <c>clusterIP</c> and <c>clusterIPs</c> together, and fills in the address family of a cluster with one.</summary>
    private static void Normalize(JsonObject spec)
    {
        if (!ServiceNeeds.ClusterIP(spec))
            return;
        var all = spec.Texts("clusterIPs");
        var one = spec.Text("clusterIP") ?? "";
        if (one.Length == 0 && all.Count > 0)
            spec["clusterIP"] = all[0];
        else if (one.Length > 0 && all.Count == 0)
            spec.SetTexts("clusterIPs", [one]);
        if (spec["ipFamilies"] is null)
            spec.SetTexts("ipFamilies", ["IPv4"]);
        if (spec["ipFamilyPolicy"] is null)
            spec["ipFamilyPolicy"] = "SingleStack";
    }

    private static IEnumerable<JsonObject> Ports(JsonObject spec) => spec.List("ports")?.OfType<JsonObject>() ?? [];

    private Status? TakeAddress(JsonObject obj, JsonObject spec, JsonObject before, ServiceReservation taken)
    {
        if (!ServiceNeeds.Address(spec))
            return null;
        var wanted = spec.Text("clusterIP") ?? "";
        if (wanted.Length > 0 && ServiceNeeds.Addresses(before).Contains(wanted))
            return null;
        if (wanted.Length == 0)
        {
            if (allocations.TakeAddress() is not { } free)
                return StatusErrors.InternalError("failed to allocate a serviceIP: range is full");
            taken.Addresses.Add(free);
            spec["clusterIP"] = free.ToString();
            spec.SetTexts("clusterIPs", [free.ToString()]);
            return null;
        }
        string? why = null;
        if (!IPAddress.TryParse(wanted, out var address) || address.AddressFamily != AddressFamily.InterNetwork || !IsUsable(address))
            why = $"the provided IP ({wanted}) is not in the valid range. The range of valid IPs is {allocations.Range}";
        else if (!allocations.TryTake(address))
            why = "provided IP is already allocated";
        else
            taken.Addresses.Add(address);
        return why is null ? null : StatusErrors.Invalid(
            Kind, NameOf(obj), "spec.clusterIPs", "FieldValueInvalid", $"Invalid value: [\"{wanted}\"]: failed to allocate IP {wanted}: {why}");
    }

    private bool IsUsable(IPAddress address)
    {
        if (!allocations.Range.Contains(address) || address.Equals(allocations.Range.BaseAddress))
            return false;
        // the last one is the broadcast address
        var bytes = address.GetAddressBytes();
        var last = uint.MaxValue >> allocations.Range.PrefixLength;
        return (System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes) & last) != last;
    }

    private Status? TakePorts(JsonObject obj, JsonObject spec, JsonObject before, ServiceReservation taken)
    {
        var had = ServiceNeeds.Ports(before);
        if (ServiceNeeds.NodePorts(spec) || Ports(spec).Any(port => port.Number("nodePort") is > 0))
        {
            // TCP and UDP on the same port share a node port
            var chosen = new Dictionary<long, int>();
            var index = 0;
            foreach (var port in Ports(spec))
            {
                if (TakePort(obj, port, $"spec.ports[{index++}].nodePort", had, chosen, ServiceNeeds.NodePorts(spec), taken) is { } error)
                    return error;
            }
        }
        if (!ServiceNeeds.HealthCheckPort(spec))
            return null;
        if (spec.Number("healthCheckNodePort") is { } health and > 0)
            return TakeWanted(obj, (int)health, "spec.healthCheckNodePort", had, taken);
        if (allocations.TakePort() is not { } free)
            return StatusErrors.InternalError("failed to allocate a nodePort: range is full");
        taken.Ports.Add(free);
        spec["healthCheckNodePort"] = free;
        return null;
    }

    private Status? TakePort(
        JsonObject obj, JsonObject port, string field, HashSet<int> had, Dictionary<long, int> chosen, bool needed, ServiceReservation taken)
    {
        var number = port.Number("port") ?? 0;
        if (port.Number("nodePort") is { } wanted and > 0)
        {
            chosen[number] = (int)wanted;
            return TakeWanted(obj, (int)wanted, field, had, taken);
        }
        if (!needed)
            return null;
        if (!chosen.TryGetValue(number, out var free))
        {
            if (allocations.TakePort() is not { } any)
                return StatusErrors.InternalError("failed to allocate a nodePort: range is full");
            taken.Ports.Add(any);
            chosen[number] = free = any;
        }
        port["nodePort"] = free;
        return null;
    }

    private Status? TakeWanted(JsonObject obj, int wanted, string field, HashSet<int> had, ServiceReservation taken)
    {
        if (had.Contains(wanted) || taken.Ports.Contains(wanted))
            return null;
        string why;
        if (wanted < allocations.FirstPort || wanted > allocations.LastPort)
            why = $"provided port is not in the valid range. The range of valid ports is {allocations.FirstPort}-{allocations.LastPort}";
        else if (!allocations.TryTake(wanted))
            why = "provided port is already allocated";
        else
        {
            taken.Ports.Add(wanted);
            return null;
        }
        return StatusErrors.Invalid(Kind, NameOf(obj), field, "FieldValueInvalid", $"Invalid value: {wanted}: {why}");
    }

    private static string NameOf(JsonObject obj) => obj.Metadata().Text("name") ?? "";
}
