using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.References;

namespace Trireme.Node.Volumes;

/// <summary>Several sources in one directory in memory: tokens, ConfigMaps, Secrets and fields of the Pod, kept up to date.</summary>
internal sealed class ProjectedDriver(
    ReferencedObjects<ConfigMap> configMaps, ReferencedObjects<Secret> secrets, ServiceAccountTokens tokens, ProjectedDirectory directory) : IVolumeDriver
{
    private const int TokenMode = 0x180;

    public string DirectoryName => "kubernetes.io~projected";

    public bool Handles(Volume volume) => volume.Projected is not null;

    public async Task<VolumeOutcome> SetUpAsync(VolumeRequest request, CancellationToken cancellationToken)
    {
        var projected = request.Volume.Projected!;
        var mode = projected.DefaultMode ?? FileSelection.DefaultMode;
        var files = new Dictionary<string, ProjectedFile>(StringComparer.Ordinal);
        DateTimeOffset? refresh = null;
        foreach (var source in projected.Sources ?? [])
        {
            if (source.ServiceAccountToken is { } token)
            {
                var at = await AddTokenAsync(files, request, token, mode, cancellationToken).ConfigureAwait(false);
                refresh = refresh is null || at < refresh ? at : refresh;
            }
            else
            {
                await AddAsync(files, request, source, mode, cancellationToken).ConfigureAwait(false);
            }
        }
        directory.Write(request, files, inMemory: true);
        return new VolumeOutcome(request.Directory, ReadOnly: true, refresh);
    }

    private async Task AddAsync(Dictionary<string, ProjectedFile> files, VolumeRequest request, VolumeProjection source, int mode, CancellationToken cancellationToken)
    {
        switch (source)
        {
            case { ConfigMap: { } map }:
                if (await configMaps.RequireAsync(request.Pod, map.Name, map.Optional == true, "configmap", cancellationToken).ConfigureAwait(false) is { } foundMap)
                    FileSelection.Add(files, foundMap, map.Items, mode, map.Optional == true);
                break;
            case { Secret: { } secret }:
                if (await secrets.RequireAsync(request.Pod, secret.Name, secret.Optional == true, "secret", cancellationToken).ConfigureAwait(false) is { } foundSecret)
                    FileSelection.Add(files, foundSecret, secret.Items, mode, secret.Optional == true);
                break;
            case { DownwardAPI: { } downward }:
                FileSelection.Add(files, request.Pod, request.Running, downward.Items, mode);
                break;
            default:
                throw new VolumeException("UnsupportedVolume: this node cannot project cluster trust bundles or pod certificates");
        }
    }

    private async Task<DateTimeOffset> AddTokenAsync(
        Dictionary<string, ProjectedFile> files, VolumeRequest request, ServiceAccountTokenProjection source, int mode, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(request.Pod, source.Audience, source.ExpirationSeconds, cancellationToken).ConfigureAwait(false);
        var user = request.CommonUser;
        var own = user is not null || request.FsGroup is not null;
        files[source.Path] = new ProjectedFile(Encoding.UTF8.GetBytes(token.Token), own ? TokenMode : mode, user);
        return token.RefreshAt;
    }
}
