using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>Writes what a plan changes.</summary>
internal sealed class EndpointSliceWrites(ApiClient client, IEventRecorder events, Expectations expectations, OwnWrites own)
{
    public async Task<Reconciled> ApplyAsync(EndpointSliceState state, EndpointSlicePlan plan, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(state.Service);
        var error = await CreateAsync(key, plan, cancellationToken).ConfigureAwait(false);
        foreach (var (from, to) in plan.Update)
        {
            var updated = await client.PatchAsync(from, to, null, cancellationToken).ConfigureAwait(false);
            if (updated.IsSuccess)
                own.Note(from, updated.Value);
            error ??= updated.Error;
        }
        foreach (var slice in plan.Delete)
        {
            var options = new DeleteOptions { Preconditions = new Preconditions { Uid = slice.Metadata.Uid } };
            var deleted = await client.Resource<EndpointSlice>(slice.Metadata.Namespace)
                .DeleteAsync(slice.Metadata.Name ?? "", options, cancellationToken).ConfigureAwait(false);
            if (!deleted.IsNotFound)
                error ??= deleted.Error;
        }
        if (error is null)
            return Reconciled.Done;
        if (error.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true)
            return Reconciled.Done;
        if (error.Reason != "Conflict")
            Warn(state.Service, error);
        return Reconciled.Refused(error);
    }

    private async Task<Status?> CreateAsync(ObjectKey service, EndpointSlicePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Create.Count == 0)
            return null;
        // Until the informer shows them, the next turn would make them again.
        expectations.ExpectCreations(service, plan.Create.Count);
        Status? error = null;
        foreach (var slice in plan.Create)
        {
            try
            {
                var created = await client.Resource<EndpointSlice>(slice.Metadata.Namespace).CreateAsync(slice, cancellationToken).ConfigureAwait(false);
                if (created.IsSuccess)
                    continue;
                error ??= created.Error;
            }
            catch (IOException)
            {
                expectations.Forget(service);
                throw;
            }
            expectations.CreationSeen(service);
        }
        return error;
    }

    private void Warn(Service service, Status error) => events.Warning(
        service,
        "FailedToUpdateEndpointSlices",
        $"Error updating Endpoint Slices for Service {service.Metadata.Namespace}/{service.Metadata.Name}: {error.Message}");
}
