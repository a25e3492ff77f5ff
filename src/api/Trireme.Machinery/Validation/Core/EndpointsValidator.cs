using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of Endpoints.</summary>
internal sealed class EndpointsValidator : KindValidator
{
    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var index = -1;
        foreach (var subset in obj.Objects("subsets"))
        {
            index++;
            var path = FieldPath.Of("subsets").Index(index);
            if (subset.List("addresses") is not { Count: > 0 } && subset.List("notReadyAddresses") is not { Count: > 0 })
                errors.Required(path, "must specify `addresses` or `notReadyAddresses`");
            Addresses(subset, "addresses", path, errors);
            Addresses(subset, "notReadyAddresses", path, errors);
            Ports(subset, path.Child("ports"), errors);
        }
    }

    private static void Addresses(JsonObject subset, string field, FieldPath parent, FieldErrors errors)
    {
        if (subset.List(field) is not { } addresses)
            return;
        var path = parent.Child(field);
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i] is not JsonObject address)
                continue;
            var ip = address.Text("ip") ?? "";
            if (AddressRules.TryParse(ip, out _))
                AddressRules.NotSpecial(path.Index(i).Child("ip"), ip, errors);
            else
                errors.Invalid(path.Index(i).Child("ip"), ip, AddressRules.IPMessage);
            if (address.Text("hostname") is { Length: > 0 } host)
                errors.Invalid(path.Index(i).Child("hostname"), host, NameRules.Label(host));
            if (address.Text("nodeName") is { } node)
                errors.Invalid(path.Index(i).Child("nodeName"), node, NameRules.Subdomain(node));
        }
    }

    private static void Ports(JsonObject subset, FieldPath path, FieldErrors errors)
    {
        if (subset.List("ports") is not { } ports)
            return;
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonObject port)
                continue;
            if (port.Text("name") is { Length: > 0 } name)
                errors.Invalid(path.Index(i).Child("name"), name, NameRules.Label(name));
            else if (ports.Count > 1)
                errors.Required(path.Index(i).Child("name"));
            var number = port.Number("port") ?? 0;
            errors.Invalid(path.Index(i).Child("port"), number, NameRules.PortNumber(number));
            if (port.Text("appProtocol") is { } protocol)
                errors.Invalid(path.Index(i).Child("appProtocol"), protocol, NameRules.QualifiedName(protocol));
        }
    }
}
