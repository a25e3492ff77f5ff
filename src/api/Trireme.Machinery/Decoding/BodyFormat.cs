namespace Trireme.Machinery.Decoding;

/// <summary>How the bytes of an object are written.</summary>
public enum BodyFormat
{
    /// <summary>JSON (RFC 8259).</summary>
    Json,

    /// <summary>One YAML document, resolved as Kubernetes' YAML library does: a mix of YAML 1.1 and 1.2.</summary>
    Yaml,

    /// <summary>Kubernetes' protobuf: an envelope with the kind's message in it.</summary>
    Protobuf,
}
