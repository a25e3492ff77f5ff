using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>
/// Gives every Pod a service account that exists, that account's pull secrets, and a volume with its token, the cluster's authority and the
/// namespace. Thread-safe.
/// </summary>
internal sealed class ServiceAccountAdmission(IObjectSource objects, TimeProvider time) : IAdmissionPlugin
{
    /// <summary>The annotation of Pods that only mirror what a node runs by itself.</summary>
    public const string MirrorAnnotation = "kubernetes.io/config.mirror";

    private const string DefaultAccount = "default";
    private const int DefaultAccountAttempts = 10;
    private const string VolumePrefix = "kube-api-access-";
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string RandomLetters = "bcdfghjklmnpqrstvwxz2456789";
    private const int RandomLength = 5;
    private const long TokenSeconds = 3607;
    private const int FileMode = 0b110_100_100;

    private static readonly TimeSpan DefaultAccountWait = TimeSpan.FromMilliseconds(100);

    public string Name => "ServiceAccount";

    public ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (!request.Is(AdmissionOperation.Create, "pods") || request.Object is not { } pod)
            return default;
        return IsMirror(pod) ? new(CheckMirror(request, pod)) : CompleteAsync(request, pod.Ensure("spec"), cancellationToken);
    }

    internal static bool IsMirror(JsonObject pod) => pod.Object("metadata")?.Object("annotations")?.ContainsKey(MirrorAnnotation) ?? false;

    private static Status? CheckMirror(AdmissionRequest request, JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        if (!string.IsNullOrEmpty(spec.Text("serviceAccountName")))
            return request.Forbid("a mirror pod may not reference service accounts");
        return spec.Items("volumes").Any(volume => volume.Object("projected")?.Items("sources").Any(source => source.ContainsKey("serviceAccountToken")) ?? false)
            ? request.Forbid("a mirror pod may not use ServiceAccountToken volume projections")
            : null;
    }

    private async ValueTask<Status?> CompleteAsync(AdmissionRequest request, JsonObject spec, CancellationToken cancellationToken)
    {
        var name = spec.Text("serviceAccountName") is { Length: > 0 } given ? given
            : spec.Text("serviceAccount") is { Length: > 0 } old ? old
            : DefaultAccount;
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name; // the older name of the field, which is kept equal

        if (await FindAsync(request.Namespace, name, cancellationToken).ConfigureAwait(false) is not { } account)
            return request.Forbid($"error looking up service account {request.Namespace}/{name}: serviceaccount \"{name}\" not found");

        var automount = spec["automountServiceAccountToken"] is JsonValue flag && flag.TryGetValue(out bool value)
            ? value
            : account.AutomountServiceAccountToken ?? true;
        if (automount)
            MountToken(spec);
        if (spec.List("imagePullSecrets") is not { Count: > 0 } && account.ImagePullSecrets is { Count: > 0 } secrets)
            spec["imagePullSecrets"] = new JsonArray([.. secrets.Select(secret => (JsonNode)new JsonObject { ["name"] = secret.Name })]);
        return null;
    }

    private async ValueTask<ServiceAccount?> FindAsync(string ns, string name, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (objects.Get(KindRegistry.Of<ServiceAccount>(), ns, name) is { } stored)
                return JsonSerializer.Deserialize(stored.Span, ApiJson.Of<ServiceAccount>());
            // A controller makes the default account of a new namespace: whoever makes a Pod right after the namespace waits for it.
            if (name != DefaultAccount || attempt == DefaultAccountAttempts)
                return null;
            await Task.Delay(DefaultAccountWait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void MountToken(JsonObject spec)
    {
        var present = spec.Items("volumes").Select(volume => volume.Text("name")).FirstOrDefault(name => name?.StartsWith(VolumePrefix, StringComparison.Ordinal) ?? false);
        var volume = present ?? VolumePrefix + RandomNumberGenerator.GetString(RandomLetters, RandomLength);
        var needed = false;
        foreach (var container in spec.Items("initContainers").Concat(spec.Items("containers")))
        {
            if (container.Items("volumeMounts").Any(mount => mount.Text("mountPath") == MountPath))
                continue;
            container.EnsureList("volumeMounts").Add((JsonNode)new JsonObject { ["name"] = volume, ["readOnly"] = true, ["mountPath"] = MountPath });
            needed = true;
        }
        if (needed && present is null)
            spec.EnsureList("volumes").Add((JsonNode)TokenVolume(volume));
    }

    private static JsonObject TokenVolume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = TokenSeconds, ["path"] = "token" } },
                new JsonObject
                {
                    ["configMap"] = new JsonObject
                    {
                        ["name"] = "kube-root-ca.crt",
                        ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
                    },
                },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
            ["defaultMode"] = FileMode,
        },
    };
}
