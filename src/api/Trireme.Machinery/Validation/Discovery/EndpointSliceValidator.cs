using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Discovery;

/// <summary>The rules of an EndpointSlice.</summary>
internal sealed class EndpointSliceValidator : KindValidator
{
    private const int MaximumEndpoints = 1000;
    private const int MaximumAddresses = 100;
    private const int MaximumPorts = 20000;

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var type = obj.Text("addressType") ?? "";
        if (type.Length == 0)
            errors.Required(FieldPath.Of("addressType"));
        Endpoints(obj.List("endpoints") ?? [], type, errors);
        Ports(obj.List("ports") ?? [], errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!Same(obj["addressType"], old["addressType"]))
            errors.Invalid(FieldPath.Of("addressType"), obj["addressType"], FieldIsImmutable);
    }

    private static void Endpoints(JsonArray endpoints, string type, FieldErrors errors)
    {
        var path = FieldPath.Of("endpoints");
        if (endpoints.Count > MaximumEndpoints)
        {
            errors.TooMany(path, endpoints.Count, MaximumEndpoints);
            return;
        }
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (endpoints[i] is not JsonObject endpoint)
                continue;
            var addressPath = path.Index(i).Child("addresses");
            var addresses = endpoint.List("addresses") ?? [];
            if (addresses.Count == 0)
                errors.Required(addressPath, "must contain at least 1 address");
            else if (addresses.Count > MaximumAddresses)
                errors.TooMany(addressPath, addresses.Count, MaximumAddresses);
            for (var j = 0; j < addresses.Count && j < MaximumAddresses; j++)
                Address(addresses[j].AsText() ?? "", type, addressPath.Index(j), errors);
            if (endpoint.Text("nodeName") is { } node)
                errors.Invalid(path.Index(i).Child("nodeName"), node, NameRules.Subdomain(node));
            LabelRules.Labels(endpoint.Object("deprecatedTopology"), path.Index(i).Child("deprecatedTopology"), errors);
            if (endpoint.Text("hostname") is { } host)
                errors.Invalid(path.Index(i).Child("hostname"), host, NameRules.Label(host));
            if (endpoint.Text("zone") is { Length: > 0 } zone && NameRules.LabelValue(zone) is { Count: > 0 } messages)
                errors.Invalid(path.Index(i).Child("zone"), zone, messages);
        }
    }

    private static void Address(string address, string type, FieldPath path, FieldErrors errors)
    {
        switch (type)
        {
            case "IPv4" or "IPv6":
                if (!AddressRules.TryParse(address, out _))
                {
                    errors.Invalid(path, address, AddressRules.IPMessage);
                    return;
                }
                if (AddressRules.IsIPv6(address) != (type == "IPv6"))
                    errors.Invalid(path, address, $"must be an {type} address");
                AddressRules.NotSpecial(path, address, errors);
                break;
            case "FQDN":
                var name = address.EndsWith('.') ? address[..^1] : address;
                if (name.Length == 0)
                    errors.Required(path);
                else if (NameRules.Subdomain(name) is { Count: > 0 } messages)
                    errors.Invalid(path, name, string.Join(',', messages));
                else if (!name.Contains('.', StringComparison.Ordinal))
                    errors.Invalid(path, name, "should be a domain with at least two segments separated by dots");
                break;
        }
    }

    private static void Ports(JsonArray ports, FieldErrors errors)
    {
        var path = FieldPath.Of("ports");
        if (ports.Count > MaximumPorts)
        {
            errors.TooMany(path, ports.Count, MaximumPorts);
            return;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonObject port)
                continue;
            var name = port.Text("name") ?? "";
            if (name.Length > 0)
                errors.Invalid(path.Index(i).Child("name"), name, NameRules.Label(name));
            if (!names.Add(name))
                errors.Duplicate(path.Index(i).Child("name"), name);
            if (port.Number("port") is { } number)
                errors.Invalid(path.Index(i).Child("port"), number, NameRules.PortNumber(number));
            if (port.Text("appProtocol") is { } protocol)
                errors.Invalid(path.Index(i).Child("appProtocol"), protocol, NameRules.QualifiedName(protocol));
        }
    }
}
