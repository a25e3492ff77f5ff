using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Core.V1;

namespace Trireme.Server.Auth.Nodes;

/// <summary>What one Pod makes its node see. Immutable.</summary>
/// <param name="Namespace">The Pod's namespace, and that of all it refers to.</param>
/// <param name="Name">The Pod's name.</param>
/// <param name="Node">The node to which it is bound; empty for none.</param>
/// <param name="ServiceAccount">Its service account; empty for none.</param>
internal sealed record PodReferences(string Namespace, string Name, string Node, string ServiceAccount)
{
    private readonly HashSet<string> _secrets = [];
    private readonly HashSet<string> _configMaps = [];
    private readonly HashSet<string> _claims = [];

    /// <summary>To how many Secrets the Pod refers.</summary>
    public int SecretCount => _secrets.Count;

    /// <summary>To how many ConfigMaps the Pod refers.</summary>
    public int ConfigMapCount => _configMaps.Count;

    /// <summary>To how many PersistentVolumeClaims the Pod refers.</summary>
    public int ClaimCount => _claims.Count;

    /// <summary>Whether the Pod refers to a Secret.</summary>
    public bool HasSecret(string name) => _secrets.Contains(name);

    /// <summary>Whether the Pod refers to a ConfigMap.</summary>
    public bool HasConfigMap(string name) => _configMaps.Contains(name);

    /// <summary>Whether the Pod refers to a PersistentVolumeClaim.</summary>
    public bool HasClaim(string name) => _claims.Contains(name);

    /// <summary>Reads a stored Pod.</summary>
    public static PodReferences Read(ReadOnlyMemory<byte> json) => Of(JsonSerializer.Deserialize(json.Span, ApiJson.Of<Pod>()) ?? throw new JsonException());

    /// <summary>What a Pod refers to.</summary>
    public static PodReferences Of(Pod pod)
    {
        var spec = pod.Spec;
        var found = new PodReferences(pod.Metadata.Namespace ?? "", pod.Metadata.Name ?? "", spec?.NodeName ?? "", spec?.ServiceAccountName ?? "");
        if (spec is null)
            return found;
        foreach (var secret in spec.ImagePullSecrets ?? [])
            Add(found._secrets, secret.Name);
        foreach (var container in spec.Containers.Concat(spec.InitContainers ?? []))
            found.AddEnvironment(container.Env, container.EnvFrom);
        foreach (var container in spec.EphemeralContainers ?? [])
            found.AddEnvironment(container.Env, container.EnvFrom);
        foreach (var volume in spec.Volumes ?? [])
            found.AddVolume(volume, found.Name);
        return found;
    }

    private static void Add(HashSet<string> names, string? name)
    {
        if (!string.IsNullOrEmpty(name))
            names.Add(name);
    }

    private void AddEnvironment(IReadOnlyList<EnvVar>? variables, IReadOnlyList<EnvFromSource>? sources)
    {
        foreach (var variable in variables ?? [])
        {
            Add(_secrets, variable.ValueFrom?.SecretKeyRef?.Name);
            Add(_configMaps, variable.ValueFrom?.ConfigMapKeyRef?.Name);
        }
        foreach (var source in sources ?? [])
        {
            Add(_secrets, source.SecretRef?.Name);
            Add(_configMaps, source.ConfigMapRef?.Name);
        }
    }

    private void AddVolume(Volume volume, string pod)
    {
        Add(_configMaps, volume.ConfigMap?.Name);
        Add(_claims, volume.PersistentVolumeClaim?.ClaimName);
        if (volume.Ephemeral is not null)
            Add(_claims, $"{pod}-{volume.Name}");
        Add(_secrets, volume.Secret?.SecretName);
        Add(_secrets, volume.AzureFile?.SecretName);
        Add(_secrets, volume.Cephfs?.SecretRef?.Name);
        Add(_secrets, volume.Cinder?.SecretRef?.Name);
        Add(_secrets, volume.Csi?.NodePublishSecretRef?.Name);
        Add(_secrets, volume.FlexVolume?.SecretRef?.Name);
        Add(_secrets, volume.Iscsi?.SecretRef?.Name);
        Add(_secrets, volume.Rbd?.SecretRef?.Name);
        Add(_secrets, volume.ScaleIO?.SecretRef.Name);
        Add(_secrets, volume.Storageos?.SecretRef?.Name);
        foreach (var source in volume.Projected?.Sources ?? [])
        {
            Add(_secrets, source.Secret?.Name);
            Add(_configMaps, source.ConfigMap?.Name);
        }
    }
}
