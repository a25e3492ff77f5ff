using System.Collections.Frozen;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Tables.Apps;
using Trireme.Machinery.Tables.Core;
using Trireme.Machinery.Tables.Meta;
using Trireme.Machinery.Tables.Rbac;

namespace Trireme.Machinery.Tables;

/// <summary>Which columns each kind has.</summary>
public static class TableColumns
{
    private static readonly KindColumns Plain = new ObjectColumns();

    private static readonly FrozenDictionary<(string Group, string Kind), KindColumns> ByKind = new Dictionary<(string Group, string Kind), KindColumns>
    {
        [("", "Pod")] = new PodColumns(),
        [("", "Service")] = new ServiceColumns(),
        [("", "Endpoints")] = new EndpointsColumns(),
        [("", "Node")] = new NodeColumns(),
        [("", "Namespace")] = new NamespaceColumns(),
        [("", "ConfigMap")] = new ConfigMapColumns(),
        [("", "Secret")] = new SecretColumns(),
        [("", "ServiceAccount")] = new ServiceAccountColumns(),
        [("", "Event")] = new EventColumns(),
        [("discovery.k8s.io", "EndpointSlice")] = new EndpointSliceColumns(),
        [("coordination.k8s.io", "Lease")] = new LeaseColumns(),
        [("certificates.k8s.io", "CertificateSigningRequest")] = new CertificateSigningRequestColumns(),
        [("apps", "Deployment")] = new DeploymentColumns(),
        [("apps", "ReplicaSet")] = new ReplicaSetColumns(),
        [("autoscaling", "Scale")] = new ScaleColumns(),
        [("rbac.authorization.k8s.io", "RoleBinding")] = new RoleBindingColumns(),
        [("rbac.authorization.k8s.io", "ClusterRoleBinding")] = new RoleBindingColumns(),
    }.ToFrozenDictionary();

    /// <summary>The columns of a kind; name and creation time where it has none of its own.</summary>
    public static IReadOnlyList<TableColumn> Of(KindInfo kind) => For(kind).Columns;

    internal static KindColumns For(KindInfo kind) => ByKind.GetValueOrDefault((kind.Group, kind.Kind), Plain);
}
