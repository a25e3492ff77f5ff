using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Node.References;

namespace Trireme.Node.Images;

/// <summary>Collects the pull secrets of a Pod: its own, or else those of its service account. Thread-safe.</summary>
internal sealed class PullSecrets(ApiClient client, ReferencedObjects<Secret> secrets)
{
    /// <summary>The keyring of a Pod.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="missing">Told the names of secrets that could not be had, where there are such.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RegistryKeyring> ForAsync(Pod pod, Action<IReadOnlyList<string>> missing, CancellationToken cancellationToken)
    {
        var ns = pod.Metadata.Namespace ?? "";
        var names = pod.Spec.ImagePullSecrets is { Count: > 0 } own ? own : await OfServiceAccountAsync(ns, pod.Spec.ServiceAccountName, cancellationToken).ConfigureAwait(false);
        if (names.Count == 0)
            return new RegistryKeyring([]);
        var found = new List<Secret>();
        var lost = new List<string>();
        foreach (var name in names.Select(reference => reference.Name).OfType<string>().Where(name => name.Length > 0))
        {
            if (await secrets.FindAsync(ns, name, cancellationToken).ConfigureAwait(false) is { } secret)
                found.Add(secret);
            else
                lost.Add(name);
        }
        if (lost.Count > 0)
            missing(lost);
        return new RegistryKeyring(found);
    }

    private async Task<IReadOnlyList<LocalObjectReference>> OfServiceAccountAsync(string ns, string? name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(name))
            return [];
        var account = await client.Resource<ServiceAccount>(ns).GetAsync(name, cancellationToken).ConfigureAwait(false);
        return account.Value?.ImagePullSecrets ?? [];
    }
}
