using Trireme.Api.Core.V1;
using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>A file or directory of the node.</summary>
internal sealed class HostPathDriver : IVolumeDriver
{
    public string DirectoryName => "kubernetes.io~host-path";

    public bool Handles(Volume volume) => volume.HostPath is not null;

    public Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.HostPath!;
        var path = source.Path;
        if (!Path.IsPathRooted(path) || path.Split('/').Contains(".."))
            throw new VolumeException($"hostPath must be an absolute path without \"..\": {path}");
        switch (source.Type)
        {
            case null or "":
                break;
            case "DirectoryOrCreate":
                if (FileFacts.Of(path) is null)
                {
                    Directory.CreateDirectory(path);
                    File.SetUnixFileMode(path, (UnixFileMode)0x1ed);
                }
                Require(path, FileType.Directory, "a directory");
                break;
            case "FileOrCreate":
                if (FileFacts.Of(path) is null)
                {
                    using (File.Open(path, FileMode.CreateNew))
                        File.SetUnixFileMode(path, (UnixFileMode)0x1a4);
                }
                Require(path, FileType.Regular, "a file");
                break;
            case "Directory":
                Require(path, FileType.Directory, "a directory");
                break;
            case "File":
                Require(path, FileType.Regular, "a file");
                break;
            case "Socket":
                Require(path, FileType.Socket, "a socket file");
                break;
            case "CharDevice":
                Require(path, FileType.CharacterDevice, "a character device");
                break;
            case "BlockDevice":
                Require(path, FileType.BlockDevice, "a block device");
                break;
            default:
                throw new VolumeException($"{source.Type} is an invalid volume type");
        }
        return Task.FromResult(new VolumeOutcome(path));
    }

    private static void Require(string path, FileType type, string word)
    {
        if (FileFacts.Of(path)?.Type != type)
            throw new VolumeException($"hostPath type check failed: {path} is not {word}");
    }
}
