using Trireme.Api.Rbac.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Trireme.Machinery.Rbac;

namespace Trireme.Controllers.ClusterRoleAggregation;

/// <summary>
/// Writes into cluster roles that aggregate the rules of all that they choose, so that people see them. The API server does not wait for this:
/// it decides by the chosen roles themselves.
/// </summary>
internal sealed class ClusterRoleAggregationController : Controller
{
    private readonly IInformer<ClusterRole> _roles;

    public ClusterRoleAggregationController(ControllerContext context)
        : base("clusterrole-aggregation-controller", context, workers: 1)
    {
        _roles = Informer<ClusterRole>();
        On(_roles, (_, current) =>
        {
            // Whatever changes may be chosen by any of them; there are few.
            foreach (var role in _roles.List())
            {
                if (role.AggregationRule is not null)
                    Queue.Add(ObjectKey.Of(role));
            }
            if (current?.AggregationRule is not null)
                Queue.Add(ObjectKey.Of(current));
        });
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_roles.Get("", key.Name) is not { AggregationRule: not null } role || role.IsDeleting())
            return Reconciled.Done;
        var rules = RoleAggregation.Rules(role, _roles.List());
        if (RoleAggregation.AreEqual(role.Rules, rules))
            return Reconciled.Done;
        var written = await Client.PatchAsync(role, role with { Rules = rules }, null, cancellationToken).ConfigureAwait(false);
        return written.IsSuccess || written.IsNotFound ? Reconciled.Done : Reconciled.Refused(written.Error);
    }
}
