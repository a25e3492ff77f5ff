using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Volume</c> of core/v1, found at <c>Pod.spec.volumes</c>.</summary>
public sealed record Volume
{
    [ProtoField(4, Inline = 2)]
    public AWSElasticBlockStoreVolumeSource? AwsElasticBlockStore { get; init; }

    [ProtoField(22, Inline = 2)]
    public AzureDiskVolumeSource? AzureDisk { get; init; }

    [ProtoField(18, Inline = 2)]
    public AzureFileVolumeSource? AzureFile { get; init; }

    [ProtoField(14, Inline = 2)]
    public CephFSVolumeSource? Cephfs { get; init; }

    [ProtoField(13, Inline = 2)]
    public CinderVolumeSource? Cinder { get; init; }

    [ProtoField(19, Inline = 2)]
    public ConfigMapVolumeSource? ConfigMap { get; init; }

    [ProtoField(28, Inline = 2)]
    public CSIVolumeSource? Csi { get; init; }

    [ProtoField(16, Inline = 2)]
    public DownwardAPIVolumeSource? DownwardAPI { get; init; }

    [ProtoField(2, Inline = 2)]
    public EmptyDirVolumeSource? EmptyDir { get; init; }

    [ProtoField(29, Inline = 2)]
    public EphemeralVolumeSource? Ephemeral { get; init; }

    [ProtoField(17, Inline = 2)]
    public FCVolumeSource? Fc { get; init; }

    [ProtoField(12, Inline = 2)]
    public FlexVolumeSource? FlexVolume { get; init; }

    [ProtoField(15, Inline = 2)]
    public FlockerVolumeSource? Flocker { get; init; }

    [ProtoField(3, Inline = 2)]
    public GCEPersistentDiskVolumeSource? GcePersistentDisk { get; init; }

    [ProtoField(5, Inline = 2)]
    public GitRepoVolumeSource? GitRepo { get; init; }

    [ProtoField(9, Inline = 2)]
    public GlusterfsVolumeSource? Glusterfs { get; init; }

    [ProtoField(1, Inline = 2)]
    public HostPathVolumeSource? HostPath { get; init; }

    [ProtoField(30, Inline = 2)]
    public ImageVolumeSource? Image { get; init; }

    [ProtoField(8, Inline = 2)]
    public ISCSIVolumeSource? Iscsi { get; init; }

    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(7, Inline = 2)]
    public NFSVolumeSource? Nfs { get; init; }

    [ProtoField(10, Inline = 2)]
    public PersistentVolumeClaimVolumeSource? PersistentVolumeClaim { get; init; }

    [ProtoField(23, Inline = 2)]
    public PhotonPersistentDiskVolumeSource? PhotonPersistentDisk { get; init; }

    [ProtoField(24, Inline = 2)]
    public PortworxVolumeSource? PortworxVolume { get; init; }

    [ProtoField(26, Inline = 2)]
    public ProjectedVolumeSource? Projected { get; init; }

    [ProtoField(21, Inline = 2)]
    public QuobyteVolumeSource? Quobyte { get; init; }

    [ProtoField(11, Inline = 2)]
    public RBDVolumeSource? Rbd { get; init; }

    [ProtoField(25, Inline = 2)]
    public ScaleIOVolumeSource? ScaleIO { get; init; }

    [ProtoField(6, Inline = 2)]
    public SecretVolumeSource? Secret { get; init; }

    [ProtoField(27, Inline = 2)]
    public StorageOSVolumeSource? Storageos { get; init; }

    [ProtoField(20, Inline = 2)]
    public VsphereVirtualDiskVolumeSource? VsphereVolume { get; init; }
}
