using System.Runtime.CompilerServices;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Auth.Rbac;

/// <summary>
/// Role-based access control on the stored roles and bindings: a snapshot that is made anew only when one of the four kinds has changed.
/// Thread-safe.
/// </summary>
internal sealed class RbacAuthorizer : IAuthorizer
{
    private readonly DecodedKind<Role> _roles;
    private readonly DecodedKind<ClusterRole> _clusterRoles;
    private readonly DecodedKind<RoleBinding> _bindings;
    private readonly DecodedKind<ClusterRoleBinding> _clusterBindings;
    private readonly ConditionalWeakTable<PolicyRule, CompiledRule> _compiled = [];
    private readonly Lock _gate = new();
    private Versioned? _current;

    public RbacAuthorizer(IObjectSource objects)
    {
        _roles = Decoded<Role>(objects);
        _clusterRoles = Decoded<ClusterRole>(objects);
        _bindings = Decoded<RoleBinding>(objects);
        _clusterBindings = Decoded<ClusterRoleBinding>(objects);
    }

    /// <summary>The roles and bindings as of now.</summary>
    public RbacSnapshot Snapshot
    {
        get
        {
            var current = Volatile.Read(ref _current);
            return current is not null && current.Revisions == Revisions() ? current.Snapshot : Refresh();
        }
    }

    public AccessDecision Authorize(AccessRequest request) => Snapshot.Authorize(request);

    private static DecodedKind<T> Decoded<T>(IObjectSource objects)
        where T : class, IKubernetesObject =>
        new(objects, KindRegistry.Of<T>(), bytes => JsonSerializer.Deserialize(bytes.Span, ApiJson.Of<T>()) ?? throw new JsonException());

    private (long Roles, long ClusterRoles, long Bindings, long ClusterBindings) Revisions() =>
        (_roles.Revision, _clusterRoles.Revision, _bindings.Revision, _clusterBindings.Revision);

    private RbacSnapshot Refresh()
    {
        lock (_gate)
        {
            var revisions = Revisions(); // before the contents: a change in between makes the next request look again
            if (_current is not null && _current.Revisions == revisions)
                return _current.Snapshot;
            var snapshot = new RbacSnapshot(
                _roles.Current, _clusterRoles.Current, _bindings.Current, _clusterBindings.Current,
                rule => _compiled.GetValue(rule, static source => new CompiledRule(source)));
            Volatile.Write(ref _current, new Versioned(revisions, snapshot));
            return snapshot;
        }
    }

    private sealed record Versioned((long Roles, long ClusterRoles, long Bindings, long ClusterBindings) Revisions, RbacSnapshot Snapshot);
}
