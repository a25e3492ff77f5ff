using System.Globalization;
using Trireme.Api.Core.V1;

namespace Trireme.Node.EnvironmentVariables;

/// <summary>The environment variables by which a Pod finds Services. Pure. Source: Kubernetes documentation, "Services: environment variables".</summary>
internal static class ServiceVariables
{
    private const string MasterNamespace = "default";
    private const string MasterName = "kubernetes";

    /// <summary>The variables for a Pod of a namespace, in order of the Services' names.</summary>
    public static List<KeyValuePair<string, string>> For(string ns, bool links, IEnumerable<Service> services)
    {
        var wanted = new SortedDictionary<string, Service>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            if (service.Metadata.Name is not { } name || service.Spec.ClusterIP is null or "" or "None")
                continue;
            var master = service.Metadata.Namespace == MasterNamespace && name == MasterName;
            // The namespace's own Service wins over the cluster's entrance where both have the same name.
            if (service.Metadata.Namespace == ns && (links || master))
                wanted[name] = service;
            else if (master)
                wanted.TryAdd(name, service);
        }
        var variables = new List<KeyValuePair<string, string>>();
        foreach (var (name, service) in wanted)
            Add(variables, name, service);
        return variables;
    }

    private static void Add(List<KeyValuePair<string, string>> variables, string name, Service service)
    {
        var prefix = Word(name);
        var ip = service.Spec.ClusterIP!;
        var ports = service.Spec.Ports ?? [];
        if (ports.Count == 0)
            return;
        Set($"{prefix}_SERVICE_HOST", ip);
        Set($"{prefix}_SERVICE_PORT", Number(ports[0].Port));
        foreach (var port in ports.Where(port => !string.IsNullOrEmpty(port.Name)))
            Set($"{prefix}_SERVICE_PORT_{Word(port.Name!)}", Number(port.Port));
        for (var i = 0; i < ports.Count; i++)
        {
            var protocol = ports[i].Protocol ?? "TCP";
            var host = ip.Contains(':') ? $"[{ip}]" : ip;
            var url = $"{protocol.ToLowerInvariant()}://{host}:{Number(ports[i].Port)}";
            var portPrefix = $"{prefix}_PORT_{Number(ports[i].Port)}_{protocol.ToUpperInvariant()}";
            if (i == 0)
                Set($"{prefix}_PORT", url);
            Set(portPrefix, url);
            Set($"{portPrefix}_PROTO", protocol.ToLowerInvariant());
            Set($"{portPrefix}_PORT", Number(ports[i].Port));
            Set($"{portPrefix}_ADDR", ip);
        }

        void Set(string key, string value) => variables.Add(new(key, value));
    }

    private static string Word(string name) => name.ToUpperInvariant().Replace('-', '_');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
