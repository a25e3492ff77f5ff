using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources</c>.</summary>
public sealed record VolumeProjection
{
    [ProtoField(5)]
    public ClusterTrustBundleProjection? ClusterTrustBundle { get; init; }

    [ProtoField(3)]
    public ConfigMapProjection? ConfigMap { get; init; }

    [ProtoField(2)]
    public DownwardAPIProjection? DownwardAPI { get; init; }

    [ProtoField(6)]
    public PodCertificateProjection? PodCertificate { get; init; }

    [ProtoField(1)]
    public SecretProjection? Secret { get; init; }

    [ProtoField(4)]
    public ServiceAccountTokenProjection? ServiceAccountToken { get; init; }
}
