using Trireme.Server.Auth;
using Trireme.Server.Auth.Policy;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Bootstrap;

/// <summary>Writes the default roles and bindings that are missing or incomplete.</summary>
internal sealed class ClusterRoles(ServerParts parts, ObjectWriter writer)
{
    /// <summary>Writes them, all at once, so that the store commits them together.</summary>
    /// <exception cref="InvalidOperationException">One cannot be written.</exception>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(DefaultRoles.Reconcile(parts.Cache).Select(change => WriteAsync(change, cancellationToken)));

    private async Task WriteAsync(PolicyChange change, CancellationToken cancellationToken)
    {
        if (change.Action == PolicyAction.Recreate)
            await writer.DeleteAsync(Request(change, change.Name), new DeletionRequest(), cancellationToken).ConfigureAwait(false);
        var result = change.Action == PolicyAction.Update
            ? await writer.UpdateAsync(Request(change, change.Name), (_, _) => (change.Object.DeepClone().AsObject(), null), cancellationToken).ConfigureAwait(false)
            : await writer.CreateAsync(Request(change, ""), change.Object, cancellationToken).ConfigureAwait(false);
        // Another server of the same store may have been quicker: what it wrote is the same.
        if (result.Error is { Reason: not ("AlreadyExists" or "Conflict") } error)
            throw new InvalidOperationException($"the server cannot write the default {change.Kind.Plural} \"{change.Name}\": {error.Message}");
    }

    private static WriteRequest Request(PolicyChange change, string name) => new()
    {
        Kind = change.Kind,
        Namespace = change.Namespace,
        Name = name,
        User = UserInfo.System("system:apiserver"),
        FieldManager = "kube-apiserver",
        Warnings = [],
    };
}
