using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Transport;

namespace Trireme.Client.Discovery;

/// <summary>Finds out which resources a server has, built-in and custom ones alike. Thread-safe.</summary>
public sealed class ApiDiscovery(IApiTransport transport)
{
    /// <summary>
    /// The resources of the preferred version of each group, without subresources. A group that does not answer (an aggregated server
    /// that is away) lands in <see cref="DiscoveredResources.FailedGroups"/>.
    /// </summary>
    /// <exception cref="IOException">The server could not be reached.</exception>
    /// <exception cref="ApiException">The server refused to say which groups it has.</exception>
    public async Task<DiscoveredResources> ListAsync(CancellationToken cancellationToken = default)
    {
        var resources = new List<DiscoveredResource>();
        var failed = new Dictionary<string, string>(StringComparer.Ordinal);
        var groups = (await GetAsync<APIGroupList>("/apis", cancellationToken).ConfigureAwait(false)).Require();
        await AddAsync("/api/v1", "", "v1", resources, failed, cancellationToken).ConfigureAwait(false);
        foreach (var group in groups.Groups)
        {
            var preferred = group.PreferredVersion?.GroupVersion is { Length: > 0 } named ? named : group.Versions.FirstOrDefault()?.GroupVersion;
            if (preferred is null)
                continue;
            var version = preferred[(preferred.IndexOf('/', StringComparison.Ordinal) + 1)..];
            await AddAsync($"/apis/{preferred}", group.Name, version, resources, failed, cancellationToken).ConfigureAwait(false);
        }
        return new DiscoveredResources(resources, failed);
    }

    /// <summary>The resources of one version of a group, without subresources; empty where the server has no such version.</summary>
    /// <param name="group">The group; empty for core.</param>
    /// <param name="version">The version inside the group.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="IOException">The server could not be reached.</exception>
    public async Task<IReadOnlyList<DiscoveredResource>> ListVersionAsync(string group, string version, CancellationToken cancellationToken = default)
    {
        var resources = new List<DiscoveredResource>();
        var path = group.Length == 0 ? $"/api/{Uri.EscapeDataString(version)}" : $"/apis/{Uri.EscapeDataString(group)}/{Uri.EscapeDataString(version)}";
        await AddAsync(path, group, version, resources, [], cancellationToken).ConfigureAwait(false);
        return resources;
    }

    private async Task AddAsync(
        string path, string group, string version, List<DiscoveredResource> resources, Dictionary<string, string> failed, CancellationToken cancellationToken)
    {
        var answer = await GetAsync<APIResourceList>(path, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            failed[group.Length == 0 ? version : $"{group}/{version}"] = answer.Error.Message ?? answer.Error.Reason ?? "refused";
            return;
        }
        foreach (var resource in answer.Value.Resources)
        {
            if (resource.Name.Contains('/', StringComparison.Ordinal))
                continue;
            resources.Add(Discovered(group, version, resource));
        }
    }

    private static DiscoveredResource Discovered(string group, string version, APIResource resource)
    {
        var found = new DiscoveredResource(new ResourceAddress(group, version, resource.Name, resource.Kind, resource.Namespaced), [.. resource.Verbs])
        {
            ShortNames = resource.ShortNames ?? [],
            Categories = resource.Categories ?? [],
        };
        return resource.SingularName.Length == 0 ? found : found with { SingularName = resource.SingularName };
    }

    private async Task<ApiResult<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        var response = await transport.SendAsync(new ApiRequest("GET", path), cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode != 200)
                return ApiResult<T>.Failure(await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
            try
            {
                var value = await JsonSerializer.DeserializeAsync(response.Body, ApiJson.Of<T>(), cancellationToken).ConfigureAwait(false);
                return ApiResult<T>.Success(value ?? throw new IOException($"the answer to GET {path} is empty"));
            }
            catch (JsonException broken)
            {
                throw new IOException($"the answer to GET {path} is not discovery: {broken.Message}", broken);
            }
        }
    }
}
