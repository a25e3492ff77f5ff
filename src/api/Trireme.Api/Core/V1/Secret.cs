using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Small confidential data: passwords, keys, tokens.</summary>
[Kind("", "v1", "secrets", Namespaced = true)]
[Description("Small confidential data: passwords, keys, tokens.")]
public sealed record Secret : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    [Description("Keys and values in base64."), ProtoField(2)]
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    [Description("Nothing of it may change any more."), ProtoField(5)]
    public bool? Immutable { get; init; }

    public string Kind { get; init => field = value ?? "Secret"; } = "Secret";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Description("Keys and values as plain text: what is written here lands in data. Never read back."), ProtoField(4)]
    public IReadOnlyDictionary<string, string>? StringData { get; init; }

    [Default("Opaque"), Immutable]
    [Description("What the Secret is for; some types demand certain keys."), ProtoField(3, Plain = true)]
    public string? Type { get; init; }
}
