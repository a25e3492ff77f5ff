using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;

namespace Trireme.Client.Streaming;

/// <summary>Finds the port of a Pod that a number or a name means.</summary>
internal static class RemotePort
{
    /// <summary>The port.</summary>
    /// <param name="port">The number or name that was given.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="service">The Service whose port is meant; null for the Pod's own.</param>
    /// <exception cref="CommandException">There is no such port.</exception>
    public static int Of(string port, JsonObject pod, JsonObject? service)
    {
        var wanted = service is null ? port : TargetPort(port, service);
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var named = pod.Items("spec", "containers").SelectMany(container => container.Items("ports")).FirstOrDefault(candidate => candidate.Text("name") == wanted);
        return named is not null
            ? (int)named.Number("containerPort")
            : throw new CommandException($"Pod '{pod.Text("metadata", "name")}' does not have a named port '{wanted}'");
    }

    private static string TargetPort(string port, JsonObject service)
    {
        var found = service.Items("spec", "ports").FirstOrDefault(candidate => candidate.Text("port") == port || candidate.Text("name") == port)
            ?? throw new CommandException($"Service {service.Text("metadata", "name")} does not have a service port {port}");
        // a Service without an address of its own leads nowhere else than to the port it names
        return service.Text("spec", "clusterIP") == "None" || found.At("targetPort") is null ? found.Text("port") : found.Text("targetPort");
    }
}
