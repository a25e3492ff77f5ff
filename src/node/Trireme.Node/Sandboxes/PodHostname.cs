using Trireme.Api.Core.V1;

namespace Trireme.Node.Sandboxes;

/// <summary>What a Pod is called inside itself. Pure. Source: Kubernetes documentation, "DNS for Services and Pods".</summary>
/// <param name="Name">The host name.</param>
/// <param name="Domain">The domain below the cluster's; empty for none.</param>
internal sealed record PodHostname(string Name, string Domain)
{
    private const int MaximumLength = 63;
    private const int MaximumFullLength = 64;

    /// <summary>The full name; the host name where there is no domain.</summary>
    public string Full => Domain.Length > 0 ? $"{Name}.{Domain}" : Name;

    /// <summary>The name of a Pod.</summary>
    public static PodHostname Of(Pod pod, string nodeHostname, string clusterDomain)
    {
        if (pod.Spec.HostnameOverride is { Length: > 0 } fixedName)
            return new(fixedName, "");
        var name = pod.Spec.HostNetwork == true ? nodeHostname : pod.Spec.Hostname is { Length: > 0 } wanted ? wanted : pod.Metadata.Name ?? "";
        if (name.Length > MaximumLength)
            name = name[..MaximumLength].TrimEnd('-', '.');
        var domain = pod.Spec.Subdomain is { Length: > 0 } subdomain && pod.Spec.HostNetwork != true ? $"{subdomain}.{pod.Metadata.Namespace}.svc.{clusterDomain}" : "";
        return new(name, domain);
    }

    /// <summary>What the kernel calls the Pod; null where the full name is wanted and too long.</summary>
    public string? Kernel(PodSpec spec) => spec.SetHostnameAsFQDN != true ? Name : Full.Length <= MaximumFullLength ? Full : null;
}
