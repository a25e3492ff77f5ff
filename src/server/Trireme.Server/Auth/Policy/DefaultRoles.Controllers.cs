using Trireme.Api.Rbac.V1;
using static Trireme.Server.Auth.Policy.PolicyRules;

namespace Trireme.Server.Auth.Policy;

/// <summary>Roles of controllers, each bound to the service account in kube-system of the same name.</summary>
internal static partial class DefaultRoles
{
    private const string ControllerPrefix = "system:controller:";

    private static (string Name, PolicyRule[] Rules)[] Controllers() =>
    [
        ("certificate-controller",
        [
            On("delete get list watch", CertificatesApi, "certificatesigningrequests"),
            On("update", CertificatesApi, "certificatesigningrequests/status certificatesigningrequests/approval"),
            On("approve", CertificatesApi, "signers", "kubernetes.io/kube-apiserver-client-kubelet"),
            On("sign", CertificatesApi, "signers", "kubernetes.io/legacy-unknown kubernetes.io/kube-apiserver-client kubernetes.io/kube-apiserver-client-kubelet kubernetes.io/kubelet-serving"),
            On("create", AuthorizationApi, "subjectaccessreviews"),
            WriteEvents(),
        ]),
        ("clusterrole-aggregation-controller", [On("escalate get list patch update watch", RbacApi, "clusterroles")]),
        ("cronjob-controller",
        [
            On("get list update watch", BatchApi, "cronjobs"),
            On("create delete get list patch update watch", BatchApi, "jobs"),
            On("update", BatchApi, "cronjobs/status"),
            On("update", BatchApi, "cronjobs/finalizers"),
            On("delete list watch", CoreApi, "pods"),
            WriteEvents(),
        ]),
        ("daemon-set-controller",
        [
            On(Read, [AppsApi, ExtensionsApi], "daemonsets"),
            On("update", [AppsApi, ExtensionsApi], "daemonsets/status"),
            On("update", [AppsApi, ExtensionsApi], "daemonsets/finalizers"),
            On("list watch", CoreApi, "nodes"),
            On("create delete list patch watch", CoreApi, "pods"),
            On("create", CoreApi, "pods/binding"),
            On("create delete get list patch update watch", AppsApi, "controllerrevisions"),
            WriteEvents(),
        ]),
        ("deployment-controller",
        [
            On("get list update watch", [AppsApi, ExtensionsApi], "deployments"),
            On("update", [AppsApi, ExtensionsApi], "deployments/status"),
            On("update", [AppsApi, ExtensionsApi], "deployments/finalizers"),
            On("create delete get list patch update watch", [AppsApi, ExtensionsApi], "replicasets"),
            On("get list update watch", CoreApi, "pods"),
            WriteEvents(),
        ]),
        ("disruption-controller",
        [
            On(Read, [AppsApi, ExtensionsApi], "deployments"),
            On(Read, [AppsApi, ExtensionsApi], "replicasets"),
            On(Read, CoreApi, "replicationcontrollers"),
            On(Read, PolicyApi, "poddisruptionbudgets"),
            On(Read, AppsApi, "statefulsets"),
            On("update", PolicyApi, "poddisruptionbudgets/status"),
            On("patch update", CoreApi, "pods/status"),
            On("get", "*", "*/scale"),
            WriteEvents(),
        ]),
        ("endpoint-controller",
        [
            On(Read, CoreApi, "services pods"),
            On("create delete get list update watch", CoreApi, "endpoints"),
            On("create", CoreApi, "endpoints/restricted"),
            WriteEvents(),
        ]),
        ("endpointslice-controller",
        [
            On(Read, CoreApi, "services pods nodes"),
            On("update", CoreApi, "services/finalizers"),
            On("create delete get list update watch", DiscoveryApi, "endpointslices"),
            On("create", DiscoveryApi, "endpointslices/restricted"),
            WriteEvents(),
        ]),
        ("generic-garbage-collector", [On("delete get list patch update watch", "*", "*"), WriteEvents()]),
        ("horizontal-pod-autoscaler",
        [
            On(Read, AutoscalingApi, "horizontalpodautoscalers"),
            On("update", AutoscalingApi, "horizontalpodautoscalers/status"),
            On("get update", "*", "*/scale"),
            On("list watch", CoreApi, "pods"),
            On("list watch", "metrics.k8s.io", "pods"),
            On(Read, "custom.metrics.k8s.io", "*"),
            On(Read, "external.metrics.k8s.io", "*"),
            WriteEvents(),
        ]),
        ("job-controller",
        [
            On("get list patch update watch", BatchApi, "jobs"),
            On("update", BatchApi, "jobs/status"),
            On("update", BatchApi, "jobs/finalizers"),
            On("create delete list patch watch", CoreApi, "pods"),
            WriteEvents(),
        ]),
        ("namespace-controller",
        [
            On("delete get list watch", CoreApi, "namespaces"),
            On("update", CoreApi, "namespaces/finalize namespaces/status"),
            On("delete deletecollection get list watch", "*", "*"),
        ]),
        ("node-controller",
        [
            On("delete get list patch update watch", CoreApi, "nodes"),
            On("patch update", CoreApi, "nodes/status"),
            On("patch update", CoreApi, "pods/status"),
            On("delete get list watch", CoreApi, "pods"),
            WriteEvents(),
        ]),
        ("pod-garbage-collector",
        [
            On("delete list watch", CoreApi, "pods"),
            On(Read, CoreApi, "nodes"),
            On("patch", CoreApi, "pods/status"),
        ]),
        ("replicaset-controller",
        [
            On("get list update watch", [AppsApi, ExtensionsApi], "replicasets"),
            On("update", [AppsApi, ExtensionsApi], "replicasets/status"),
            On("update", [AppsApi, ExtensionsApi], "replicasets/finalizers"),
            On("create delete list patch watch", CoreApi, "pods"),
            WriteEvents(),
        ]),
        ("resourcequota-controller", [On("list watch", "*", "*"), On("update", CoreApi, "resourcequotas/status"), WriteEvents()]),
        ("root-ca-cert-publisher", [On("create update", CoreApi, "configmaps"), WriteEvents()]),
        ("service-account-controller", [On("create", CoreApi, "serviceaccounts"), WriteEvents()]),
        ("service-controller",
        [
            On(Read, CoreApi, "services"),
            On("patch update", CoreApi, "services/status"),
            On("list watch", CoreApi, "nodes"),
            WriteEvents(),
        ]),
        ("statefulset-controller",
        [
            On("list watch", CoreApi, "pods"),
            On(Read, AppsApi, "statefulsets"),
            On("update", AppsApi, "statefulsets/status"),
            On("update", AppsApi, "statefulsets/finalizers"),
            On("create delete get patch update", CoreApi, "pods"),
            On("create delete get list patch update watch", AppsApi, "controllerrevisions"),
            On("create get list watch", CoreApi, "persistentvolumeclaims"),
            On("delete update", CoreApi, "persistentvolumeclaims"),
            On("update", CoreApi, "pods/finalizers"),
            WriteEvents(),
        ]),
        ("ttl-after-finished-controller", [On("delete get list watch", BatchApi, "jobs"), WriteEvents()]),
    ];

    private static IEnumerable<ClusterRole> ControllerRoles() => Controllers().Select(controller => ClusterRole(ControllerPrefix + controller.Name, controller.Rules));

    private static IEnumerable<ClusterRoleBinding> ControllerBindings() => Controllers().Select(controller =>
        ClusterBinding(ControllerPrefix + controller.Name, ControllerPrefix + controller.Name, ServiceAccount(controller.Name)));
}
