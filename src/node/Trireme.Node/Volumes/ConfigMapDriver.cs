using Trireme.Api.Core.V1;
using Trireme.Node.References;

namespace Trireme.Node.Volumes;

/// <summary>The keys of a ConfigMap as files, kept up to date.</summary>
internal sealed class ConfigMapDriver(ReferencedObjects<ConfigMap> configMaps, ProjectedDirectory directory) : IVolumeDriver
{
    public string DirectoryName => "kubernetes.io~configmap";

    public bool Handles(Volume volume) => volume.ConfigMap is not null;

    public async Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.ConfigMap!;
        var files = new Dictionary<string, ProjectedFile>(StringComparer.Ordinal);
        var optional = source.Optional == true;
        if (await configMaps.RequireAsync(request.Pod, source.Name, optional, "configmap", cancellationToken).ConfigureAwait(false) is { } found)
            FileSelection.Add(files, found, source.Items, source.DefaultMode ?? FileSelection.DefaultMode, optional);
        directory.Write(request, files, inMemory: false);
        return new VolumeOutcome(request.Directory, ReadOnly: true);
    }
}
