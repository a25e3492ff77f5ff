using Trireme.Api.Core.V1;

namespace Trireme.Node.Volumes;

/// <summary>Names the kind of a volume that no driver handles.</summary>
internal static class UnsupportedVolumes
{
    /// <summary>The kind as the Pod's spec names it.</summary>
    public static string KindOf(Volume volume) => volume switch
    {
        { AwsElasticBlockStore: not null } => "awsElasticBlockStore",
        { AzureDisk: not null } => "azureDisk",
        { AzureFile: not null } => "azureFile",
        { Cephfs: not null } => "cephfs",
        { Cinder: not null } => "cinder",
        { Csi: not null } => "csi",
        { Ephemeral: not null } => "ephemeral",
        { Fc: not null } => "fc",
        { FlexVolume: not null } => "flexVolume",
        { Flocker: not null } => "flocker",
        { GcePersistentDisk: not null } => "gcePersistentDisk",
        { GitRepo: not null } => "gitRepo",
        { Glusterfs: not null } => "glusterfs",
        { Image: not null } => "image",
        { Iscsi: not null } => "iscsi",
        { Nfs: not null } => "nfs",
        { PersistentVolumeClaim: not null } => "persistentVolumeClaim",
        { PhotonPersistentDisk: not null } => "photonPersistentDisk",
        { PortworxVolume: not null } => "portworxVolume",
        { Quobyte: not null } => "quobyte",
        { Rbd: not null } => "rbd",
        { ScaleIO: not null } => "scaleIO",
        { Storageos: not null } => "storageos",
        { VsphereVolume: not null } => "vsphereVolume",
        _ => "unknown",
    };
}
