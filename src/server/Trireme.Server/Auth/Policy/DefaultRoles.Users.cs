using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using static Trireme.Server.Auth.Policy.PolicyRules;

namespace Trireme.Server.Auth.Policy;

/// <summary>Roles for people: cluster-admin, and admin, edit and view, which gather what is labelled for them.</summary>
internal static partial class DefaultRoles
{
    private static IEnumerable<ClusterRole> UserRoles() =>
    [
        ClusterRole("cluster-admin", On("*", "*", "*"), Paths("*", "*")),
        Aggregated("admin"),
        Aggregated("edit", "admin"),
        Aggregated("view", "edit"),
        Part("admin",
            On("create", AuthorizationApi, "localsubjectaccessreviews"),
            On(ReadWrite, RbacApi, "roles rolebindings")),
        Part("edit",
            On(Read, CoreApi, "pods/attach pods/proxy pods/exec pods/portforward secrets services/proxy"),
            On("impersonate", CoreApi, "serviceaccounts"),
            On(Write, CoreApi, "pods pods/attach pods/proxy pods/exec pods/portforward"),
            On("create", CoreApi, "pods/eviction"),
            On(Write, CoreApi, "replicationcontrollers replicationcontrollers/scale serviceaccounts services services/proxy persistentvolumeclaims configmaps secrets events"),
            On("create", CoreApi, "serviceaccounts/token"),
            On(Write, AppsApi, "statefulsets statefulsets/scale daemonsets deployments deployments/scale deployments/rollback replicasets replicasets/scale"),
            On(Write, AutoscalingApi, "horizontalpodautoscalers"),
            On(Write, BatchApi, "jobs cronjobs"),
            On(Write, ExtensionsApi, "daemonsets deployments deployments/scale deployments/rollback ingresses replicasets replicasets/scale replicationcontrollers/scale networkpolicies"),
            On(Write, PolicyApi, "poddisruptionbudgets"),
            On(Write, NetworkingApi, "networkpolicies ingresses"),
            On(ReadWrite, CoordinationApi, "leases"),
            On(Write, ResourceApi, "resourceclaims resourceclaimtemplates")),
        Part("view",
            On(Read, CoreApi, "pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status endpoints persistentvolumeclaims persistentvolumeclaims/status configmaps"),
            On(Read, CoreApi, "limitranges resourcequotas bindings events pods/status resourcequotas/status namespaces/status replicationcontrollers/status pods/log"),
            On(Read, CoreApi, "namespaces"),
            On(Read, DiscoveryApi, "endpointslices"),
            On(Read, AppsApi, "controllerrevisions statefulsets statefulsets/status statefulsets/scale daemonsets daemonsets/status deployments deployments/status deployments/scale replicasets replicasets/status replicasets/scale"),
            On(Read, AutoscalingApi, "horizontalpodautoscalers horizontalpodautoscalers/status"),
            On(Read, BatchApi, "jobs cronjobs cronjobs/status jobs/status"),
            On(Read, ExtensionsApi, "daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status replicasets replicasets/scale replicasets/status replicationcontrollers/scale networkpolicies"),
            On(Read, PolicyApi, "poddisruptionbudgets poddisruptionbudgets/status"),
            On(Read, NetworkingApi, "networkpolicies ingresses ingresses/status"),
            On(Read, ResourceApi, "resourceclaims resourceclaims/status resourceclaimtemplates")),
    ];

    private static ClusterRole Aggregated(string name, params string[] partOf) => new()
    {
        Metadata = Meta(name, null, partOf),
        AggregationRule = new AggregationRule
        {
            ClusterRoleSelectors =
            [
                new LabelSelector { MatchLabels = new Dictionary<string, string> { [$"rbac.authorization.k8s.io/aggregate-to-{name}"] = "true" } },
            ],
        },
    };

    private static ClusterRole Part(string of, params PolicyRule[] rules) =>
        new() { Metadata = Meta($"system:aggregate-to-{of}", null, of), Rules = rules };
}
