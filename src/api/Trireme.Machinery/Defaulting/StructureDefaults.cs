using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Defaulting;

/// <summary>The structures whose defaults depend on more than one field, by the name under which OpenAPI publishes them.</summary>
internal static class StructureDefaults
{
    private const string Core = "io.k8s.api.core.v1.";
    private const string Apps = "io.k8s.api.apps.v1.";
    private const string Rbac = "io.k8s.api.rbac.v1.";

    private static readonly FrozenDictionary<string, Action<JsonObject>> Rules = new Dictionary<string, Action<JsonObject>>
    {
        [Core + "Pod"] = PodDefaults.Apply,
        [Core + "PodSpec"] = PodSpecDefaults.Apply,
        [Core + "Container"] = ContainerDefaults.Apply,
        [Core + "EphemeralContainer"] = ContainerDefaults.Apply,
        [Core + "Probe"] = ProbeDefaults.Apply,
        [Core + "HTTPGetAction"] = ProbeDefaults.ApplyHttp,
        [Core + "Volume"] = VolumeDefaults.Apply,
        [Core + "Service"] = ServiceDefaults.Apply,
        [Core + "Secret"] = SecretDefaults.Apply,
        [Core + "Namespace"] = NamespaceDefaults.Apply,
        [Core + "Node"] = NodeDefaults.Apply,
        [Apps + "DeploymentSpec"] = DeploymentDefaults.Apply,
        [Apps + "DeploymentStrategy"] = DeploymentDefaults.ApplyStrategy,
        [Apps + "RollingUpdateDeployment"] = DeploymentDefaults.ApplyRollingUpdate,
        [Rbac + "RoleRef"] = RbacDefaults.ApplyRoleRef,
        [Rbac + "Subject"] = RbacDefaults.ApplySubject,
        ["io.k8s.api.discovery.v1.EndpointPort"] = EndpointSliceDefaults.ApplyPort,
    }.ToFrozenDictionary();

    /// <summary>The rule of a structure; null where it has none.</summary>
    public static Action<JsonObject>? Find(string definition) => Rules.GetValueOrDefault(definition);
}
