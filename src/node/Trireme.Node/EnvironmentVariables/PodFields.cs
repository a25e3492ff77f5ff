using System.Globalization;
using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Node.EnvironmentVariables;

/// <summary>Fields of a Pod and of its containers' resources as text, for variables and downward volumes. Pure. Source: Kubernetes documentation, "Downward API".</summary>
internal static class PodFields
{
    /// <summary>The value of a field; null where the path names none.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="path">Such as <c>metadata.labels['app']</c>.</param>
    /// <param name="host">What only the running Pod has.</param>
    public static string? Field(Pod pod, string path, RunningPod host)
    {
        var meta = pod.Metadata;
        switch (path)
        {
            case "metadata.name": return meta.Name ?? "";
            case "metadata.namespace": return meta.Namespace ?? "";
            case "metadata.uid": return meta.Uid ?? "";
            case "metadata.labels": return Map(meta.Labels);
            case "metadata.annotations": return Map(meta.Annotations);
            case "spec.nodeName": return pod.Spec.NodeName ?? "";
            case "spec.serviceAccountName": return pod.Spec.ServiceAccountName ?? "";
            case "status.hostIP": return host.HostAddresses.Count > 0 ? host.HostAddresses[0] : "";
            case "status.hostIPs": return string.Join(',', host.HostAddresses);
            case "status.podIP": return host.PodAddresses.Count > 0 ? host.PodAddresses[0] : "";
            case "status.podIPs": return string.Join(',', host.PodAddresses);
        }
        return Subscript(path, "metadata.labels", meta.Labels) ?? Subscript(path, "metadata.annotations", meta.Annotations);
    }

    /// <summary>A container's request or limit in multiples of the divisor, rounded up; null where the resource is none that can be asked for.</summary>
    public static string? Resource(Container container, ResourceFieldSelector selector, RunningPod host)
    {
        var dot = selector.Resource.IndexOf('.');
        if (dot < 0)
            return null;
        var name = selector.Resource[(dot + 1)..];
        if (name is not ("cpu" or "memory" or "ephemeral-storage") && !name.StartsWith("hugepages-", StringComparison.Ordinal))
            return null;
        Quantity amount = default;
        switch (selector.Resource[..dot])
        {
            case "limits":
                // Without a limit the container may use all that the node gives to Pods.
                if (!TryGet(container.Resources?.Limits, name, out amount))
                    TryGet(host.Allocatable, name, out amount);
                break;
            case "requests":
                if (!TryGet(container.Resources?.Requests, name, out amount))
                    TryGet(container.Resources?.Limits, name, out amount);
                break;
            default:
                return null;
        }
        var divisor = selector.Divisor is { IsZero: false } given ? given : Quantity.FromUnits(1);
        var (quotient, rest) = System.Numerics.BigInteger.DivRem(amount.Nano, divisor.Nano);
        return (rest.IsZero ? quotient : quotient + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryGet(IReadOnlyDictionary<string, Quantity>? amounts, string name, out Quantity amount)
    {
        amount = default;
        return amounts is not null && amounts.TryGetValue(name, out amount) && !amount.IsZero;
    }

    private static string? Subscript(string path, string map, IReadOnlyDictionary<string, string>? values)
    {
        if (!path.StartsWith(map, StringComparison.Ordinal) || path.Length < map.Length + 4 || path[map.Length] != '[' || path[^1] != ']')
            return null;
        var key = path[(map.Length + 1)..^1];
        if (key is not (['\'', .., '\''] or ['"', .., '"']))
            return null;
        return values?.GetValueOrDefault(key[1..^1]) ?? "";
    }

    private static string Map(IReadOnlyDictionary<string, string>? values)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in (values ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (text.Length > 0)
                text.Append('\n');
            text.Append(key).Append('=');
            Quote(text, value);
        }
        return text.ToString();
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case < ' ' or '\x7f': text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"); break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
    }
}
