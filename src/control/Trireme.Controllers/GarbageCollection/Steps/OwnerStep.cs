namespace Trireme.Controllers.GarbageCollection.Steps;

/// <summary>Decides about an object by what became of its owners. Pure.</summary>
internal static class OwnerStep
{
    public static GarbagePlan Plan(GarbageState state)
    {
        if (state.Owners.Count == 0)
            return GarbagePlan.Keep;
        var waiting = state.Owners.Any(owner => owner.Fate == OwnerFate.Waiting);
        if (state.Owners.Any(owner => owner.Fate == OwnerFate.Present))
        {
            // One owner is enough to live: the others are forgotten.
            var present = state.Owners.Where(owner => owner.Fate == OwnerFate.Present).Select(owner => owner.Owner).ToList();
            return present.Count == state.Owners.Count ? GarbagePlan.Keep : new GarbagePlan { Owners = present };
        }
        if (waiting && state.HasDependents)
        {
            return new GarbagePlan
            {
                // In a circle each would wait for the other for ever: this one lets its owners go on.
                Owners = state.InCircle ? [.. state.Owners.Select(owner => owner.Owner with { BlockOwnerDeletion = false })] : null,
                Delete = "Foreground",
            };
        }
        var finalizers = state.Metadata.Finalizers ?? [];
        return new GarbagePlan
        {
            Delete = finalizers.Contains(OwnerGraph.OrphanFinalizer) ? "Orphan"
                : finalizers.Contains(OwnerGraph.ForegroundFinalizer) ? "Foreground"
                : "Background",
        };
    }
}
