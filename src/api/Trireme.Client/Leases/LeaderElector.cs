using Trireme.Api.Coordination.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Client.Leases;

/// <summary>
/// Lets one of several candidates work, through a Lease. The age of another's claim is measured by the local clock from when it was seen
/// to change, so clocks need not agree. For one task.
/// </summary>
public sealed class LeaderElector(ApiClient client, LeaderOptions options, TimeProvider time, Random random)
{
    private const double Jitter = 1.2;

    private readonly ResourceClient<Lease> _leases = client.Resource<Lease>(options.Namespace);
    private Lease? _observed;
    private long _observedAt;

    /// <summary>Who leads, as far as is known; empty where nobody does.</summary>
    public string Leader => _observed?.Spec.HolderIdentity ?? "";

    /// <summary>
    /// Waits until this candidate leads, then runs the work, and returns when the work ends, when the lead is lost, or when the caller leaves.
    /// The lease is given up on the way out, after the work has ended.
    /// </summary>
    /// <param name="work">What the leader does; its token ends with the lead.</param>
    /// <param name="cancellationToken">Ends all of it.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!await TryAcquireAsync(cancellationToken).ConfigureAwait(false))
            await Task.Delay(options.RetryPeriod * (1 + Share() * Jitter), time, cancellationToken).ConfigureAwait(false);
        using var lead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(lead.Token);
        var renewing = RenewAsync(lead.Token);
        await Task.WhenAny(working, renewing).ConfigureAwait(false);
        await lead.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await working.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The lead was lost.
        }
        finally
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        while (time.GetElapsedTime(renewed) < options.RenewDeadline)
        {
            await Task.Delay(options.RetryPeriod, time, cancellationToken).ConfigureAwait(false);
            using var deadline = new CancellationTokenSource(options.RenewDeadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                if (await TryAcquireAsync(either.Token).ConfigureAwait(false))
                    renewed = time.GetTimestamp();
                else if (Leader.Length > 0 && Leader != options.Identity)
                    return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await _leases.GetAsync(options.Name, cancellationToken).ConfigureAwait(false);
            if (found.IsNotFound)
                return Observe(await _leases.CreateAsync(Claim(null), cancellationToken).ConfigureAwait(false));
            if (!found.IsSuccess)
                return false;
            Look(found.Value);
            var holder = found.Value.Spec.HolderIdentity ?? "";
            var claimed = TimeSpan.FromSeconds(found.Value.Spec.LeaseDurationSeconds ?? 0);
            if (holder.Length > 0 && holder != options.Identity && time.GetElapsedTime(_observedAt) < claimed)
                return false;
            return Observe(await _leases.UpdateAsync(Claim(found.Value), null, cancellationToken).ConfigureAwait(false));
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Lease Claim(Lease? found)
    {
        var now = time.GetUtcNow();
        var mine = found?.Spec.HolderIdentity == options.Identity;
        var transitions = found?.Spec.LeaseTransitions ?? 0;
        return new Lease
        {
            Metadata = found?.Metadata ?? new ObjectMeta { Name = options.Name, Namespace = options.Namespace },
            Spec = new LeaseSpec
            {
                HolderIdentity = options.Identity,
                LeaseDurationSeconds = (int)options.LeaseDuration.TotalSeconds,
                AcquireTime = mine ? found!.Spec.AcquireTime : now,
                RenewTime = now,
                LeaseTransitions = found is null || mine ? transitions : transitions + 1,
            },
        };
    }

    private bool Observe(ApiResult<Lease> written)
    {
        if (!written.IsSuccess)
            return false;
        Look(written.Value);
        return true;
    }

    private void Look(Lease lease)
    {
        if (_observed?.Metadata.ResourceVersion == lease.Metadata.ResourceVersion)
            return;
        _observed = lease;
        _observedAt = time.GetTimestamp();
    }

    private async Task ReleaseAsync()
    {
        if (_observed is null || Leader != options.Identity)
            return;
        using var deadline = new CancellationTokenSource(options.RenewDeadline, time);
        var now = time.GetUtcNow();
        var free = _observed with
        {
            Spec = new LeaseSpec { HolderIdentity = "", LeaseDurationSeconds = 1, AcquireTime = now, RenewTime = now, LeaseTransitions = _observed.Spec.LeaseTransitions },
        };
        try
        {
            await _leases.UpdateAsync(free, null, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // Others take over when the lease has run out.
        }
    }

    private double Share()
    {
        lock (random)
            return random.NextDouble();
    }
}
