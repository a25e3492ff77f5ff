using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Describes a Service, with its endpoints.</summary>
internal sealed class ServiceDescriber : IDescriber
{
    private const int ShownEndpoints = 3;

    private static readonly ResourceAddress Slices = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", Namespaced: true);

    /// <inheritdoc/>
    public IEnumerable<RelatedList> Related(JsonObject item) =>
        [new RelatedList(Slices, item.Text("metadata", "namespace"), $"kubernetes.io/service-name={item.Text("metadata", "name")}")];

    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Head(item).Labels(item).Annotations(item).Map(0, "Selector", item.At("spec", "selector"));
        text.Field(0, "Type", item.Text("spec", "type"));
        text.FieldIfAny(0, "IP Family Policy", item.Text("spec", "ipFamilyPolicy"));
        if (item.Strings("spec", "ipFamilies").Any())
            text.Field(0, "IP Families", string.Join(',', item.Strings("spec", "ipFamilies")));
        text.Field(0, "IP", item.Text("spec", "clusterIP"));
        text.Field(0, "IPs", Description.OrNone(string.Join(',', item.Strings("spec", "clusterIPs"))));
        if (item.Strings("spec", "externalIPs").Any())
            text.Field(0, "External IPs", string.Join(',', item.Strings("spec", "externalIPs")));
        text.FieldIfAny(0, "External Name", item.Text("spec", "externalName"));
        if (item.Items("status", "loadBalancer", "ingress").Any())
            text.Field(0, "LoadBalancer Ingress", string.Join(", ", item.Items("status", "loadBalancer", "ingress").Select(at => at.Text("ip") is { Length: > 0 } ip ? ip : at.Text("hostname"))));
        foreach (var port in item.Items("spec", "ports"))
            WritePort(text, port, related[0]);
        text.Field(0, "Session Affinity", item.Text("spec", "sessionAffinity"));
        text.FieldIfAny(0, "External Traffic Policy", item.Text("spec", "externalTrafficPolicy"));
        text.FieldIfAny(0, "Internal Traffic Policy", item.Text("spec", "internalTrafficPolicy"));
    }

    private static void WritePort(Description text, JsonObject port, IReadOnlyList<JsonObject> slices)
    {
        var name = port.Text("name") is { Length: > 0 } named ? named : "<unset>";
        var protocol = port.Text("protocol");
        text.Line(0, $"Port:\t{name}\t{port.Number("port")}/{protocol}");
        text.Line(0, $"TargetPort:\t{port.Text("targetPort")}/{protocol}");
        if (port.Number("nodePort") is > 0 and var nodePort)
            text.Line(0, $"NodePort:\t{name}\t{nodePort}/{protocol}");
        text.Field(0, "Endpoints", Endpoints(slices, port.Text("name")));
    }

    private static string Endpoints(IReadOnlyList<JsonObject> slices, string portName)
    {
        var found = new List<string>();
        foreach (var slice in slices)
        {
            if (slice.Items("ports").FirstOrDefault(candidate => candidate.Text("name") == portName) is not { } port)
                continue;
            // no word on readiness counts as ready
            var ready = slice.Items("endpoints").Where(endpoint => endpoint.At("conditions", "ready") is null || endpoint.Flag("conditions", "ready"));
            found.AddRange(ready.SelectMany(endpoint => endpoint.Strings("addresses").Take(1)).Select(address =>
                address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port.Number("port")}" : $"{address}:{port.Number("port")}"));
        }
        var shown = string.Join(',', found.Take(ShownEndpoints));
        return found.Count > ShownEndpoints ? $"{shown} + {found.Count - ShownEndpoints} more..." : shown;
    }
}
