using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Controllers.Framework;
using Trireme.Controllers.ReplicaSets.Steps;

namespace Trireme.Controllers.ReplicaSets;

/// <summary>Creates and deletes Pods and writes the status.</summary>
internal sealed class ReplicaSetWrites(ApiClient client, IEventRecorder events, Expectations expectations, OwnWrites own)
{
    public async Task<Reconciled> ApplyAsync(ReplicaSetState state, ReplicaSetPlan plan, CancellationToken cancellationToken)
    {
        var failure = plan.Create > 0
            ? await CreateAsync(state, plan.Create, cancellationToken).ConfigureAwait(false)
            : plan.Delete.Count > 0 ? await DeleteAsync(state, plan.Delete, cancellationToken).ConfigureAwait(false) : null;
        var status = failure is null ? plan.Status : StatusStep.WithFailure(state, plan.Status, failure);
        var written = await client.PatchAsync(state.ReplicaSet, state.ReplicaSet with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
        if (written.IsSuccess)
            own.Note(state.ReplicaSet, written.Value);
        if (failure is not null)
            return Reconciled.Retry(failure);
        return written.IsSuccess || written.IsNotFound ? Reconciled.LookAgain(plan.LookAgain) : Reconciled.Refused(written.Error);
    }

    private async Task<string?> CreateAsync(ReplicaSetState state, int count, CancellationToken cancellationToken)
    {
        var owner = state.ReplicaSet;
        var key = ObjectKey.Of(owner);
        var pod = PodFromTemplate.Make(owner.Spec.Template ?? new PodTemplateSpec(), owner);
        var pods = client.Resource<Pod>(owner.Metadata.Namespace);
        expectations.ExpectCreations(key, count);
        var (skipped, failure) = await SlowStart.RunAsync(count, async () =>
        {
            try
            {
                var created = await pods.CreateAsync(pod, cancellationToken).ConfigureAwait(false);
                if (created.IsSuccess)
                {
                    events.Normal(owner, "SuccessfulCreate", $"Created pod: {created.Value.Metadata.Name}");
                    return null;
                }
                expectations.CreationSeen(key);
                // The namespace is going: nothing can be made in it, and all in it goes as well.
                if (created.Error.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true)
                    return "";
                events.Warning(owner, "FailedCreate", $"Error creating: {created.Error.Message}");
                return created.Error.Message ?? created.Error.Reason ?? "refused";
            }
            catch (IOException broken)
            {
                // The server may have made it all the same: the informer will show it, and the expectation must not wait for it.
                expectations.CreationSeen(key);
                return broken.Message;
            }
        }).ConfigureAwait(false);
        for (var i = 0; i < skipped; i++)
            expectations.CreationSeen(key);
        return string.IsNullOrEmpty(failure) ? null : failure;
    }

    private async Task<string?> DeleteAsync(ReplicaSetState state, IReadOnlyList<Pod> doomed, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(state.ReplicaSet);
        expectations.ExpectDeletions(key, doomed.Select(pod => pod.Metadata.Uid ?? ""));
        var results = await Task.WhenAll(doomed.Select(pod => DeleteAsync(state.ReplicaSet, key, pod, cancellationToken))).ConfigureAwait(false);
        return Array.Find(results, static result => result is not null);
    }

    private async Task<string?> DeleteAsync(ReplicaSet owner, ObjectKey key, Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            var options = new DeleteOptions { Preconditions = new Preconditions { Uid = pod.Metadata.Uid } };
            var deleted = await client.Resource<Pod>(pod.Metadata.Namespace).DeleteAsync(pod.Metadata.Name ?? "", options, cancellationToken).ConfigureAwait(false);
            if (deleted.IsSuccess)
            {
                events.Normal(owner, "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}");
                return null;
            }
            expectations.DeletionSeen(key, pod.Metadata.Uid ?? "");
            // Gone already, or another has its name: either way this one is no more.
            if (deleted.IsNotFound || deleted.IsConflict)
                return null;
            events.Warning(owner, "FailedDelete", $"Error deleting: {deleted.Error.Message}");
            return deleted.Error.Message ?? deleted.Error.Reason ?? "refused";
        }
        catch (IOException broken)
        {
            expectations.DeletionSeen(key, pod.Metadata.Uid ?? "");
            return broken.Message;
        }
    }
}
