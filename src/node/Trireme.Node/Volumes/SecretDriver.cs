using Trireme.Api.Core.V1;
using Trireme.Node.References;

namespace Trireme.Node.Volumes;

/// <summary>The keys of a Secret as files in memory, kept up to date.</summary>
internal sealed class SecretDriver(ReferencedObjects<Secret> secrets, ProjectedDirectory directory) : IVolumeDriver
{
    public string DirectoryName => "kubernetes.io~secret";

    public bool Handles(Volume volume) => volume.Secret is not null;

    public async Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var source = request.Volume.Secret!;
        var files = new Dictionary<string, ProjectedFile>(StringComparer.Ordinal);
        var optional = source.Optional == true;
        if (await secrets.RequireAsync(request.Pod, source.SecretName, optional, "secret", cancellationToken).ConfigureAwait(false) is { } found)
            FileSelection.Add(files, found, source.Items, source.DefaultMode ?? FileSelection.DefaultMode, optional);
        directory.Write(request, files, inMemory: true);
        return new VolumeOutcome(request.Directory, ReadOnly: true);
    }
}
