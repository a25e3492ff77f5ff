using Trireme.Api.Authentication.V1;
using Trireme.Api.Core.V1;
using Trireme.Client;

namespace Trireme.Node.Volumes;

/// <summary>Tokens of service accounts, bound to Pods, asked for again when four fifths of their life are over. Thread-safe.</summary>
internal sealed class ServiceAccountTokens(ApiClient client, TimeProvider time)
{
    private const long DefaultSeconds = 3600;
    private const int MaximumTokens = 4096;
    private static readonly TimeSpan OldestAge = TimeSpan.FromHours(24);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string PodUid, string Audience, long Seconds), ServiceAccountToken> _tokens = [];

    /// <summary>A token for a Pod that is good for a while.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="audience">For whom; null for the API server.</param>
    /// <param name="seconds">How long it is to live; null for an hour.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="VolumeException">The server gives none.</exception>
    public async Task<ServiceAccountToken> GetAsync(Pod pod, string? audience, long? seconds, CancellationToken cancellationToken)
    {
        var key = (pod.Metadata.Uid ?? "", audience ?? "", seconds ?? DefaultSeconds);
        lock (_gate)
        {
            if (_tokens.TryGetValue(key, out var known) && known.RefreshAt > time.GetUtcNow())
                return known;
        }
        var token = await RequestAsync(pod, key, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            if (_tokens.Count >= MaximumTokens)
                _tokens.Clear();
            _tokens[key] = token;
        }
        return token;
    }

    /// <summary>Forgets the tokens of a Pod that is gone.</summary>
    public void Forget(string podUid)
    {
        lock (_gate)
        {
            foreach (var key in _tokens.Keys.Where(key => key.PodUid == podUid).ToList())
                _tokens.Remove(key);
        }
    }

    private async Task<ServiceAccountToken> RequestAsync(Pod pod, (string PodUid, string Audience, long Seconds) key, CancellationToken cancellationToken)
    {
        var account = pod.Spec.ServiceAccountName is { Length: > 0 } name ? name : "default";
        var request = new TokenRequest
        {
            Spec = new TokenRequestSpec
            {
                Audiences = key.Audience.Length > 0 ? [key.Audience] : null,
                ExpirationSeconds = key.Seconds,
                BoundObjectRef = new BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            },
        };
        var asked = time.GetUtcNow();
        var result = await client.Resource<ServiceAccount>(pod.Metadata.Namespace).CreateSubresourceAsync(account, "token", request, cancellationToken).ConfigureAwait(false);
        if (!result.IsSuccess)
            throw new VolumeException($"failed to fetch token: {result.Error.Message}");
        if (result.Value.Status is not { Token: { Length: > 0 } token } status)
            throw new VolumeException("failed to fetch token: the server answered without one");
        var life = (status.ExpirationTimestamp ?? asked.AddSeconds(key.Seconds)) - asked;
        var age = TimeSpan.FromTicks((long)(life.Ticks * 0.8));
        return new ServiceAccountToken(token, asked + (age < OldestAge ? age : OldestAge));
    }
}
