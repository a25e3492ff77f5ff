namespace Trireme.Server.Discovery;

/// <summary>What discovery says about a subresource.</summary>
/// <param name="Group">The group of its kind; null for the group of the resource.</param>
/// <param name="Version">The version of its kind; null for that of the resource.</param>
/// <param name="Kind">Its kind; null for the resource's own.</param>
/// <param name="Verbs">What may be done with it.</param>
internal sealed record SubresourceInfo(string? Group, string? Version, string? Kind, params string[] Verbs)
{
    private static readonly string[] Everything = ["create", "delete", "get", "patch", "update"];

    /// <summary>The subresource of a resource; null for one that is not served.</summary>
    public static SubresourceInfo? Of(string plural, string subresource) => subresource switch
    {
        "status" or "approval" => new(null, null, null, "get", "patch", "update"),
        "scale" => new("autoscaling", "v1", "Scale", "get", "patch", "update"),
        "finalize" => new(null, null, null, "update"),
        "log" => new(null, null, null, "get"),
        "binding" => new(null, null, "Binding", "create"),
        "eviction" => new("policy", "v1", "Eviction", "create"),
        "token" => new("authentication.k8s.io", "v1", "TokenRequest", "create"),
        "exec" => new(null, null, "PodExecOptions", "create", "get"),
        "attach" => new(null, null, "PodAttachOptions", "create", "get"),
        "portforward" => new(null, null, "PodPortForwardOptions", "create", "get"),
        "proxy" => new(null, null, plural switch { "nodes" => "NodeProxyOptions", "services" => "ServiceProxyOptions", _ => "PodProxyOptions" }, Everything),
        _ => null,
    };
}
