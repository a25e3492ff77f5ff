using Trireme.Machinery.Schema;
using Trireme.Server.Strategies.Services;

namespace Trireme.Server.Strategies;

/// <summary>The one list of what is special about the built-in kinds.</summary>
internal static class BuiltInStrategies
{
    /// <summary>The special strategies.</summary>
    public static IEnumerable<KindStrategy> All(KindRegistry kinds, ServiceAllocations services, TimeProvider time)
    {
        KindInfo Kind(string group, string plural) => kinds.FindResource(group, "v1", plural)
            ?? throw new InvalidOperationException($"{plural} of group \"{group}\" is not a kind");
        const string Rbac = "rbac.authorization.k8s.io";
        return
        [
            new PodStrategy(Kind("", "pods"), time),
            new NamespaceStrategy(Kind("", "namespaces")),
            new ServiceStrategy(Kind("", "services"), services),
            new SimpleStrategy(Kind("", "serviceaccounts"), returnsDeleted: true),
            new SimpleStrategy(Kind("", "nodes"), keepsStatus: true),
            new SimpleStrategy(Kind("", "endpoints"), createOnUpdate: true),
            new SimpleStrategy(Kind("", "events"), createOnUpdate: true),
            new SimpleStrategy(Kind("coordination.k8s.io", "leases"), createOnUpdate: true, unconditional: false),
            new WorkloadStrategy(Kind("apps", "deployments"), isDeployment: true),
            new WorkloadStrategy(Kind("apps", "replicasets"), isDeployment: false),
            new EndpointSliceStrategy(Kind("discovery.k8s.io", "endpointslices")),
            new CertificateSigningRequestStrategy(Kind("certificates.k8s.io", "certificatesigningrequests")),
            .. new[] { "roles", "clusterroles", "rolebindings", "clusterrolebindings" }.Select(plural => new SimpleStrategy(Kind(Rbac, plural), createOnUpdate: true)),
        ];
    }
}
