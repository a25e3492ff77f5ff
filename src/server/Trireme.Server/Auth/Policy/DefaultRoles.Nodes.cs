using Trireme.Api.Rbac.V1;
using static Trireme.Server.Auth.Policy.PolicyRules;

namespace Trireme.Server.Auth.Policy;

/// <summary>Roles of nodes and of what watches over them.</summary>
internal static partial class DefaultRoles
{
    private const string NodesGroup = "system:nodes";
    private const string BootstrappersGroup = Tokens.BootstrapToken.BootstrappersGroup;

    /// <summary>What a node may do; the node authorizer narrows secrets, config maps, claims, tokens and leases down to the node's own.</summary>
    public static IReadOnlyList<PolicyRule> NodeRules() =>
    [
        On("create", AuthenticationApi, "tokenreviews"),
        On("create", AuthorizationApi, "subjectaccessreviews localsubjectaccessreviews"),
        On(Read, CoreApi, "services"),
        On("create get list watch", CoreApi, "nodes"),
        On("patch update", CoreApi, "nodes/status"),
        On("patch update", CoreApi, "nodes"),
        On("create patch update", [CoreApi, EventsApi], "events"),
        On(Read, CoreApi, "pods"),
        On("create delete", CoreApi, "pods"),
        On("patch update", CoreApi, "pods/status"),
        On("create", CoreApi, "pods/eviction"),
        On(Read, CoreApi, "secrets configmaps"),
        On("get", CoreApi, "persistentvolumeclaims persistentvolumes"),
        On("get patch update", CoreApi, "persistentvolumeclaims/status"),
        On("get", CoreApi, "endpoints"),
        On("create get list watch", CertificatesApi, "certificatesigningrequests"),
        On("create delete get patch update", CoordinationApi, "leases"),
        On("get", StorageApi, "volumeattachments"),
        On(Read, StorageApi, "csidrivers"),
        On("create delete get patch update", StorageApi, "csinodes"),
        On("create", CoreApi, "serviceaccounts/token"),
        On("get", CoreApi, "serviceaccounts"),
        On(Read, NodesApi, "runtimeclasses"),
        On("get", ResourceApi, "resourceclaims"),
        On("create delete deletecollection get list patch update watch", ResourceApi, "resourceslices"),
    ];

    private static IEnumerable<ClusterRole> NodeRoles() =>
    [
        ClusterRole("system:node", [.. NodeRules()]),
        ClusterRole("system:node-bootstrapper", On("create get list watch", CertificatesApi, "certificatesigningrequests")),
        ClusterRole("system:node-problem-detector",
            On("get", CoreApi, "nodes"),
            On("patch", CoreApi, "nodes/status"),
            WriteEvents()),
        ClusterRole("system:node-proxier",
            On("list watch", CoreApi, "services endpoints"),
            On("get list watch", CoreApi, "nodes"),
            WriteEvents(),
            On("list watch", DiscoveryApi, "endpointslices"),
            On("list watch", NetworkingApi, "servicecidrs")),
        ClusterRole("system:kubelet-api-admin",
            On(Read, CoreApi, "nodes"),
            On("proxy", CoreApi, "nodes"),
            On("*", CoreApi, "nodes/proxy nodes/metrics nodes/stats nodes/log nodes/spec nodes/checkpoint nodes/configz nodes/healthz nodes/pods")),
    ];
}
