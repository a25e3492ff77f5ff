using Trireme.Api.Meta.V1;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>Waits for versions that a client has seen elsewhere.</summary>
internal static class Freshness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Waits until the memory has come up to a version; a Status where it does not in time.</summary>
    public static async ValueTask<Status?> WaitAsync(ServerParts parts, long version, CancellationToken cancellationToken)
    {
        if (version <= parts.Cache.Revision)
            return null;
        using var patience = new CancellationTokenSource(Patience, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await parts.Cache.WaitAsync(version, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return StatusErrors.TooLargeResourceVersion(version, parts.Cache.Revision);
        }
    }
}
