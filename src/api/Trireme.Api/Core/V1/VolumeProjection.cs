namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources</c>.</summary>
public sealed record VolumeProjection
{
    public ClusterTrustBundleProjection? ClusterTrustBundle { get; init; }

    public ConfigMapProjection? ConfigMap { get; init; }

    public DownwardAPIProjection? DownwardAPI { get; init; }

    public PodCertificateProjection? PodCertificate { get; init; }

    public SecretProjection? Secret { get; init; }

    public ServiceAccountTokenProjection? ServiceAccountToken { get; init; }
}
