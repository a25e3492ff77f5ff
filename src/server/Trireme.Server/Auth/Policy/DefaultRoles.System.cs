using Trireme.Api;
using Trireme.Api.Rbac.V1;
using static Trireme.Server.Auth.Policy.PolicyRules;

namespace Trireme.Server.Auth.Policy;

/// <summary>Roles of everybody, of the control plane and of its helpers, and the bindings of all cluster roles but those of controllers.</summary>
internal static partial class DefaultRoles
{
    private static IEnumerable<ClusterRole> SystemRoles() =>
    [
        ClusterRole("system:discovery", Paths("get", "/livez /readyz /healthz /version /version/ /openapi /openapi/* /api /api/* /apis /apis/*")),
        ClusterRole("system:public-info-viewer", Paths("get", "/livez /readyz /healthz /version /version/")),
        ClusterRole("system:monitoring", Paths("get", "/healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*")),
        ClusterRole("system:service-account-issuer-discovery", Paths("get", "/.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/")),
        ClusterRole("system:basic-user",
            On("create", AuthorizationApi, "selfsubjectaccessreviews selfsubjectrulesreviews"),
            On("create", AuthenticationApi, "selfsubjectreviews")),
        ClusterRole("system:auth-delegator",
            On("create", AuthenticationApi, "tokenreviews"),
            On("create", AuthorizationApi, "subjectaccessreviews")),
        ClusterRole("system:kube-aggregator", On(Read, CoreApi, "services endpoints")),
        ClusterRole("system:kube-controller-manager",
            WriteEvents(),
            On("create", CoordinationApi, "leases"),
            On("get update", CoordinationApi, "leases", "kube-controller-manager"),
            On("create", CoreApi, "secrets serviceaccounts"),
            On("delete", CoreApi, "secrets"),
            On("get", CoreApi, "secrets serviceaccounts namespaces configmaps"),
            On("update", CoreApi, "secrets serviceaccounts"),
            On("create", AuthenticationApi, "tokenreviews"),
            On("create", AuthorizationApi, "subjectaccessreviews"),
            On("list watch", "*", "*"),
            On("create", CoreApi, "serviceaccounts/token")),
        ClusterRole("system:kube-scheduler",
            WriteEvents(),
            On("create", CoordinationApi, "leases"),
            On("get list update watch", CoordinationApi, "leases", "kube-scheduler"),
            On(Read, CoreApi, "nodes"),
            On("delete get list watch", CoreApi, "pods"),
            On("create", CoreApi, "pods/binding bindings"),
            On("patch update", CoreApi, "pods/status"),
            On(Read, CoreApi, "replicationcontrollers services namespaces"),
            On(Read, [AppsApi, ExtensionsApi], "replicasets"),
            On(Read, AppsApi, "statefulsets"),
            On(Read, PolicyApi, "poddisruptionbudgets"),
            On(Read, CoreApi, "persistentvolumeclaims persistentvolumes"),
            On("create", AuthenticationApi, "tokenreviews"),
            On("create", AuthorizationApi, "subjectaccessreviews"),
            On(Read, StorageApi, "csinodes csidrivers csistoragecapacities volumeattachments")),
        ClusterRole("system:volume-scheduler",
            On("get list patch update watch", CoreApi, "persistentvolumes"),
            On(Read, StorageApi, "storageclasses"),
            On("get list patch update watch", CoreApi, "persistentvolumeclaims")),
        ClusterRole("system:kube-dns",
            On("list watch", CoreApi, "endpoints services"),
            On("list watch", DiscoveryApi, "endpointslices")),
        ClusterRole("system:persistent-volume-provisioner",
            On("create delete get list watch", CoreApi, "persistentvolumes"),
            On("get list update watch", CoreApi, "persistentvolumeclaims"),
            On(Read, StorageApi, "storageclasses"),
            On("watch", CoreApi, "events"),
            WriteEvents()),
        ClusterRole("system:heapster",
            On(Read, CoreApi, "events pods nodes namespaces"),
            On(Read, ExtensionsApi, "deployments")),
        ClusterRole("system:certificates.k8s.io:certificatesigningrequests:nodeclient", On("create", CertificatesApi, "certificatesigningrequests/nodeclient")),
        ClusterRole("system:certificates.k8s.io:certificatesigningrequests:selfnodeclient", On("create", CertificatesApi, "certificatesigningrequests/selfnodeclient")),
        Approver("legacy-unknown"),
        Approver("kubelet-serving"),
        Approver("kube-apiserver-client"),
        Approver("kube-apiserver-client-kubelet"),
    ];

    private static IEnumerable<ClusterRoleBinding> ClusterBindings() =>
    [
        ClusterBinding("cluster-admin", "cluster-admin", Group(UserInfo.Masters)),
        ClusterBinding("system:monitoring", "system:monitoring", Group("system:monitoring")),
        ClusterBinding("system:discovery", "system:discovery", Group(UserInfo.Authenticated)),
        ClusterBinding("system:basic-user", "system:basic-user", Group(UserInfo.Authenticated)),
        ClusterBinding("system:public-info-viewer", "system:public-info-viewer", Group(UserInfo.Authenticated), Group("system:unauthenticated")),
        ClusterBinding("system:service-account-issuer-discovery", "system:service-account-issuer-discovery", Group("system:serviceaccounts")),
        ClusterBinding("system:kube-controller-manager", "system:kube-controller-manager", User("system:kube-controller-manager")),
        ClusterBinding("system:kube-scheduler", "system:kube-scheduler", User("system:kube-scheduler")),
        ClusterBinding("system:volume-scheduler", "system:volume-scheduler", User("system:kube-scheduler")),
        ClusterBinding("system:kube-dns", "system:kube-dns", ServiceAccount("kube-dns")),
        ClusterBinding("system:node-proxier", "system:node-proxier", User("system:kube-proxy")),
        ClusterBinding("system:node", "system:node"), // nodes get these rights from the node authorizer, each for its own things
        ClusterBinding("trireme:node-bootstrap", "system:node-bootstrapper", Group(BootstrappersGroup)),
        ClusterBinding("trireme:node-autoapprove-bootstrap", "system:certificates.k8s.io:certificatesigningrequests:nodeclient", Group(BootstrappersGroup)),
        ClusterBinding("trireme:node-autoapprove-certificate-rotation", "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient", Group(NodesGroup)),
        ClusterBinding("trireme:node-proxy", "system:node-proxier", Group(NodesGroup)), // the node agent is its own service proxy
    ];

    private static IEnumerable<IKubernetesObject> NamespacedObjects() =>
    [
        Role(SystemNamespace, "extension-apiserver-authentication-reader", On(Read, CoreApi, "configmaps", "extension-apiserver-authentication")),
        Role(SystemNamespace, "system:controller:bootstrap-signer", On(Read, CoreApi, "secrets")),
        Role(SystemNamespace, "system:controller:token-cleaner", On("delete get list watch", CoreApi, "secrets"), WriteEvents()),
        Role(SystemNamespace, "system::leader-locking-kube-controller-manager",
            On("watch", CoreApi, "configmaps"),
            On("get update", CoreApi, "configmaps", "kube-controller-manager")),
        Role(SystemNamespace, "system::leader-locking-kube-scheduler",
            On("watch", CoreApi, "configmaps"),
            On("get update", CoreApi, "configmaps", "kube-scheduler")),
        Role(PublicNamespace, "system:controller:bootstrap-signer",
            On(Read, CoreApi, "configmaps"),
            On("update", CoreApi, "configmaps", "cluster-info"),
            WriteEvents()),
        // The node agent is also its own cluster DNS, which it publishes as a Service; NodeRestriction keeps it to the names of that.
        Role(SystemNamespace, "trireme:node-dns",
            On("create", CoreApi, "services"),
            On("create get update", DiscoveryApi, "endpointslices")),
        Binding(SystemNamespace, "trireme:node-dns", "trireme:node-dns", Group(NodesGroup)),
        Binding(SystemNamespace, "system::extension-apiserver-authentication-reader", "extension-apiserver-authentication-reader",
            User("system:kube-controller-manager"), User("system:kube-scheduler")),
        Binding(SystemNamespace, "system::leader-locking-kube-controller-manager", "system::leader-locking-kube-controller-manager",
            User("system:kube-controller-manager"), ServiceAccount("kube-controller-manager")),
        Binding(SystemNamespace, "system::leader-locking-kube-scheduler", "system::leader-locking-kube-scheduler",
            User("system:kube-scheduler"), ServiceAccount("kube-scheduler")),
        Binding(SystemNamespace, "system:controller:bootstrap-signer", "system:controller:bootstrap-signer", ServiceAccount("bootstrap-signer")),
        Binding(SystemNamespace, "system:controller:token-cleaner", "system:controller:token-cleaner", ServiceAccount("token-cleaner")),
        Binding(PublicNamespace, "system:controller:bootstrap-signer", "system:controller:bootstrap-signer", ServiceAccount("bootstrap-signer")),
    ];

    private static ClusterRole Approver(string signer) =>
        ClusterRole($"system:certificates.k8s.io:{signer}-approver", On("approve", CertificatesApi, "signers", $"kubernetes.io/{signer}"));
}
