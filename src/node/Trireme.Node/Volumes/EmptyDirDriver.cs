using Trireme.Api.Core.V1;
using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>A directory that lives as long as its Pod, on disk or in memory.</summary>
internal sealed class EmptyDirDriver(IMounter mounter) : IVolumeDriver
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1ff;

    public string DirectoryName => "kubernetes.io~empty-dir";

    public bool Handles(Volume volume) => volume.EmptyDir is not null;

    public Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.EmptyDir!;
        var fresh = !Directory.Exists(request.Directory);
        Directory.CreateDirectory(request.Directory);
        switch (source.Medium)
        {
            case null or "":
                break;
            case "Memory":
                fresh |= !mounter.IsMounted(request.Directory);
                mounter.MountMemory(request.Directory, source.SizeLimit?.Value ?? 0);
                break;
            default:
                throw new VolumeException($"UnsupportedVolume: this node has no emptyDir of medium \"{source.Medium}\"");
        }
        if (fresh)
        {
            File.SetUnixFileMode(request.Directory, Everybody);
            if (request.FsGroup is { } group)
                VolumeOwnership.Apply(request.Directory, group, onlyIfRootDiffers: false);
        }
        return Task.FromResult(new VolumeOutcome(request.Directory));
    }
}
