using Trireme.Api.Core.V1;

namespace Trireme.Node.Volumes;

/// <summary>Fields of the Pod as files, kept up to date.</summary>
internal sealed class DownwardApiDriver(ProjectedDirectory directory) : IVolumeDriver
{
    public string DirectoryName => "kubernetes.io~downward-api";

    public bool Handles(Volume volume) => volume.DownwardAPI is not null;

    public Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.DownwardAPI!;
        var files = new Dictionary<string, ProjectedFile>(StringComparer.Ordinal);
        FileSelection.Add(files, request.Pod, request.Running, source.Items, source.DefaultMode ?? FileSelection.DefaultMode);
        directory.Write(request, files, inMemory: true);
        return Task.FromResult(new VolumeOutcome(request.Directory, ReadOnly: true));
    }
}
