using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>The metadata of an object of any kind, as <c>as=PartialObjectMetadata</c> asks for it. Reads any object: other fields are skipped.</summary>
public sealed record PartialObjectMetadata : IKubernetesObject
{
    /// <summary>The API version of the object, or of this envelope where the server made one.</summary>
    public string ApiVersion { get; init => field = value ?? "meta.k8s.io/v1"; } = "meta.k8s.io/v1";

    /// <summary>The kind of the object, or of this envelope where the server made one.</summary>
    public string Kind { get; init => field = value ?? "PartialObjectMetadata"; } = "PartialObjectMetadata";

    /// <summary>The metadata.</summary>
    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();
}
