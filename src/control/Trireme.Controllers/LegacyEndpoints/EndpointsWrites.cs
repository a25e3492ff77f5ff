using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.LegacyEndpoints;

/// <summary>Writes what a plan changes.</summary>
internal sealed class EndpointsWrites(ApiClient client, IEventRecorder events, OwnWrites own)
{
    public async Task<Reconciled> ApplyAsync(EndpointsState state, Endpoints wanted, CancellationToken cancellationToken)
    {
        var written = state.Present is null
            ? await client.Resource<Endpoints>(wanted.Metadata.Namespace).CreateAsync(wanted, cancellationToken).ConfigureAwait(false)
            : await client.PatchAsync(state.Present, wanted, null, cancellationToken).ConfigureAwait(false);
        if (written.IsSuccess && state.Present is not null)
            own.Note(state.Present, written.Value);
        if (written.IsSuccess || written.Error.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true)
            return Reconciled.Done;
        if (written.Error.Reason is not ("Conflict" or "AlreadyExists"))
        {
            events.Warning(
                state.Service,
                state.Present is null ? "FailedToCreateEndpoint" : "FailedToUpdateEndpoint",
                $"Failed to {(state.Present is null ? "create" : "update")} endpoint {wanted.Metadata.Namespace}/{wanted.Metadata.Name}: {written.Error.Message}");
        }
        return Reconciled.Refused(written.Error);
    }

    /// <summary>Deletes the Endpoints of a Service that is gone.</summary>
    public async Task<Reconciled> DeleteAsync(Endpoints left, CancellationToken cancellationToken)
    {
        var options = new DeleteOptions { Preconditions = new Preconditions { Uid = left.Metadata.Uid } };
        var deleted = await client.Resource<Endpoints>(left.Metadata.Namespace)
            .DeleteAsync(left.Metadata.Name ?? "", options, cancellationToken).ConfigureAwait(false);
        return deleted.IsSuccess || deleted.IsNotFound || deleted.IsConflict ? Reconciled.Done : Reconciled.Refused(deleted.Error);
    }
}
