namespace Trireme.Server.Http;

/// <summary>How an answer is written.</summary>
internal enum MediaFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>YAML.</summary>
    Yaml,

    /// <summary>Kubernetes' protobuf.</summary>
    Protobuf,
}
