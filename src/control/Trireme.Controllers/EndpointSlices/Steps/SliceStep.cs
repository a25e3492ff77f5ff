using Trireme.Api.Discovery.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.EndpointSlices.Steps;

/// <summary>
/// Distributes endpoints over slices of at most 100 with as few writes as can be: what is in a slice stays there, newcomers fill slices that are
/// written anyway, then the fullest one that has room for all, then new ones.
/// </summary>
internal static class SliceStep
{
    /// <summary>The most endpoints in one slice.</summary>
    public const int Capacity = 100;

    /// <summary>Plans the slices of one address type.</summary>
    public static EndpointSlicePlan Apply(EndpointSliceState state, string addressType, IReadOnlyList<EndpointGroup> groups)
    {
        var drafts = state.Slices.Where(slice => slice.AddressType == addressType).Select(slice => new SliceDraft(slice)).ToList();
        var created = new List<SliceDraft>();
        foreach (var group in groups)
        {
            var own = drafts.Where(draft => draft.PortKey == group.Key).ToList();
            var rest = Keep(own, group);
            created.AddRange(Place(own, rest, group));
        }
        foreach (var draft in drafts.Where(draft => groups.All(group => group.Key != draft.PortKey)))
            draft.Endpoints.Clear();
        if (groups.Count == 0)
            created.Add(SliceDraft.Placeholder);
        return Plan(state, addressType, drafts, created);
    }

    /// <summary>Leaves in each slice what is still wanted, in its newest form.</summary>
    /// <returns>What is in no slice.</returns>
    private static List<Endpoint> Keep(List<SliceDraft> own, EndpointGroup group)
    {
        var rest = group.Endpoints.ToDictionary(KeyOf);
        foreach (var draft in own)
        {
            var kept = new List<Endpoint>(draft.Endpoints.Count);
            foreach (var known in draft.Endpoints)
            {
                if (!rest.Remove(KeyOf(known), out var wanted))
                    continue;
                var same = known.SameAs(wanted);
                draft.IsChanged |= !same;
                kept.Add(same ? known : wanted);
            }
            draft.IsChanged |= kept.Count != draft.Endpoints.Count;
            draft.Endpoints = kept;
        }
        return [.. rest.Values];
    }

    private static IEnumerable<SliceDraft> Place(List<SliceDraft> own, List<Endpoint> rest, EndpointGroup group)
    {
        foreach (var draft in own.Where(draft => draft.IsChanged && draft.Endpoints.Count > 0).OrderByDescending(draft => draft.Endpoints.Count))
            draft.Take(rest, Capacity - draft.Endpoints.Count);
        if (rest.Count is > 0 and < Capacity)
        {
            var fitting = own.Where(draft => Capacity - draft.Endpoints.Count >= rest.Count).MaxBy(draft => draft.Endpoints.Count);
            fitting?.Take(rest, rest.Count);
        }
        while (rest.Count > 0)
        {
            var fresh = new SliceDraft(group);
            fresh.Take(rest, Capacity);
            yield return fresh;
        }
    }

    private static EndpointSlicePlan Plan(EndpointSliceState state, string addressType, List<SliceDraft> drafts, List<SliceDraft> created)
    {
        var updates = new List<(EndpointSlice, EndpointSlice)>();
        var spare = new Queue<EndpointSlice>(drafts.Where(draft => draft.Endpoints.Count == 0).Select(draft => draft.Present!));
        foreach (var draft in drafts.Where(draft => draft.Endpoints.Count > 0))
        {
            var metadata = SliceMetadata.Update(draft.Present!.Metadata, state.Service);
            if (draft.IsChanged || !ReferenceEquals(metadata, draft.Present.Metadata))
                updates.Add((draft.Present, draft.Present with { Metadata = metadata, Endpoints = draft.Endpoints }));
        }
        var creates = new List<EndpointSlice>();
        foreach (var fresh in created)
        {
            // A slice that nobody needs any more is used again before another is made.
            if (spare.TryDequeue(out var reused))
            {
                var wanted = reused with
                {
                    Metadata = SliceMetadata.Update(reused.Metadata, state.Service),
                    Endpoints = fresh.Endpoints,
                    Ports = NullIfEmpty(fresh.Ports),
                };
                if (!wanted.SameAs(reused with { Endpoints = reused.Endpoints ?? [], Ports = NullIfEmpty(reused.Ports) }))
                    updates.Add((reused, wanted));
                continue;
            }
            creates.Add(new EndpointSlice
            {
                Metadata = SliceMetadata.Make(state.Service),
                AddressType = addressType,
                Endpoints = fresh.Endpoints,
                Ports = NullIfEmpty(fresh.Ports),
            });
        }
        return new EndpointSlicePlan { Create = creates, Update = updates, Delete = [.. spare] };
    }

    private static IReadOnlyList<T>? NullIfEmpty<T>(IReadOnlyList<T>? items) => items is { Count: > 0 } ? items : null;

    private static string KeyOf(Endpoint endpoint) => $"{endpoint.TargetRef?.Uid}\n{(endpoint.Addresses.Count > 0 ? endpoint.Addresses[0] : "")}";
}
