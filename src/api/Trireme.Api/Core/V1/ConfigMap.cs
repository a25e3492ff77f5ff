using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Configuration as keys and values, for environment variables and files of Pods.</summary>
[Kind("", "v1", "configmaps", Namespaced = true, ShortNames = ["cm"])]
[Description("Configuration as keys and values, for environment variables and files of Pods.")]
public sealed record ConfigMap : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    [Description("Keys and values that are no UTF-8, in base64."), ProtoField(3)]
    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }

    [Description("Keys and values in UTF-8."), ProtoField(2)]
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    [Description("Nothing of it may change any more."), ProtoField(4)]
    public bool? Immutable { get; init; }

    public string Kind { get; init => field = value ?? "ConfigMap"; } = "ConfigMap";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();
}
