using Trireme.Api.Coordination.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;

namespace Trireme.Node.Registration;

/// <summary>The node's heartbeat: a Lease in kube-node-lease, renewed every ten seconds (KEP-589). One caller at a time.</summary>
internal sealed class NodeLease(ApiClient client, NodeAgentOptions options, TimeProvider time)
{
    /// <summary>How often it is renewed.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private const string LeaseNamespace = "kube-node-lease";
    private const int DurationSeconds = 40;
    private readonly ResourceClient<Lease> _leases = client.Resource<Lease>(LeaseNamespace);
    private Lease? _known;

    /// <summary>Renews the lease, or creates it. False where the server refused; the next period tries again.</summary>
    /// <exception cref="IOException">The server could not be reached.</exception>
    public async Task<bool> RenewAsync(string? nodeUid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known is null)
        {
            var found = await _leases.GetAsync(options.NodeName, cancellationToken).ConfigureAwait(false);
            if (found.IsNotFound)
                return Keep(await _leases.CreateAsync(New(nodeUid, now), cancellationToken).ConfigureAwait(false));
            if (!Keep(found))
                return false;
        }
        var renewed = _known! with { Spec = _known!.Spec with { HolderIdentity = options.NodeName, LeaseDurationSeconds = DurationSeconds, RenewTime = now } };
        return Keep(await _leases.UpdateAsync(renewed, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private bool Keep(ApiResult<Lease> result)
    {
        _known = result.Value;
        return result.IsSuccess;
    }

    private Lease New(string? nodeUid, DateTimeOffset now) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = options.NodeName,
            Namespace = LeaseNamespace,
            OwnerReferences = nodeUid is null ? null : [new OwnerReference { ApiVersion = "v1", Kind = "Node", Name = options.NodeName, Uid = nodeUid }],
        },
        Spec = new LeaseSpec { HolderIdentity = options.NodeName, LeaseDurationSeconds = DurationSeconds, RenewTime = now },
    };
}
