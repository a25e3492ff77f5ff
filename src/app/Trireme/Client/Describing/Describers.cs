namespace Trireme.Client.Describing;

/// <summary>Which describer serves which resource.</summary>
internal static class Describers
{
    private static readonly GenericDescriber Generic = new();

    private static readonly Dictionary<string, IDescriber> ByResource = new(StringComparer.Ordinal)
    {
        ["pods"] = new PodDescriber(),
        ["deployments.apps"] = new DeploymentDescriber(),
        ["replicasets.apps"] = new ReplicaSetDescriber(),
        ["services"] = new ServiceDescriber(),
        ["nodes"] = new NodeDescriber(),
        ["namespaces"] = new NamespaceDescriber(),
        ["configmaps"] = new ConfigMapDescriber(),
        ["secrets"] = new SecretDescriber(),
    };

    /// <summary>The describer of a resource; one that shows all fields where it has none of its own.</summary>
    public static IDescriber Of(ResourceAddress address) => ByResource.GetValueOrDefault(address.GroupResource, Generic);

    /// <summary>Whether descriptions of the resource leave events out, as with kubectl.</summary>
    public static bool IsWithoutEvents(ResourceAddress address) => address.GroupResource is "namespaces" or "secrets" or "events" or "events.events.k8s.io";
}
