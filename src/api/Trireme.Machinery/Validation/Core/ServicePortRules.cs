using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The ports of a Service.</summary>
internal static class ServicePortRules
{
    public static void Validate(JsonObject spec, string type, FieldErrors errors)
    {
        if (spec.List("ports") is not { } ports)
            return;
        var path = FieldPath.Of("spec", "ports");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<(string? Protocol, long Port)>();
        var nodePorts = new HashSet<(string? Protocol, long Port)>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not JsonObject port)
                continue;
            One(port, ports.Count > 1, names, path.Index(i), errors);
            var protocol = port.Text("protocol");
            var number = port.Number("port") ?? 0;
            if (port.Number("nodePort") is { } nodePort and not 0)
            {
                if (type == "ClusterIP")
                    errors.Forbidden(path.Index(i).Child("nodePort"), "may not be used when `type` is 'ClusterIP'");
                if (!nodePorts.Add((protocol, nodePort)))
                    errors.Duplicate(path.Index(i).Child("nodePort"), nodePort);
            }
            if (!numbers.Add((protocol, number)))
                errors.Duplicate(path.Index(i), new JsonObject { ["protocol"] = protocol, ["port"] = number });
        }
    }

    private static void One(JsonObject port, bool needsName, HashSet<string> names, FieldPath path, FieldErrors errors)
    {
        if (port.Text("name") is { Length: > 0 } name)
        {
            errors.Invalid(path.Child("name"), name, NameRules.Label(name));
            if (!names.Add(name))
                errors.Duplicate(path.Child("name"), name);
        }
        else if (needsName)
            errors.Required(path.Child("name"));
        var number = port.Number("port") ?? 0;
        errors.Invalid(path.Child("port"), number, NameRules.PortNumber(number));
        NumberRules.Port(port["targetPort"], path.Child("targetPort"), errors);
        if (port.Text("appProtocol") is { } protocol)
            errors.Invalid(path.Child("appProtocol"), protocol, NameRules.QualifiedName(protocol));
    }
}
