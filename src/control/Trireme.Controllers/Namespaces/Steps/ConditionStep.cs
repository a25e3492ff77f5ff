using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Namespaces.Steps;

/// <summary>Tells what holds a deletion up.</summary>
internal static class ConditionStep
{
    /// <summary>The status after a round of deletions.</summary>
    public static NamespaceStatus Apply(NamespaceState state, NamespaceContent content)
    {
        var failedGroups = state.Resources.FailedGroups.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}").ToList();
        var conditions = state.Namespace.Status.Conditions;
        foreach (var condition in new[]
        {
            Make("NamespaceDeletionDiscoveryFailure", failedGroups.Count > 0
                ? ("DiscoveryFailed", $"Discovery failed for some groups, {failedGroups.Count} failing: unable to retrieve the complete list of server APIs: {string.Join(", ", failedGroups)}")
                : ("ResourcesDiscovered", "All resources successfully discovered"), failedGroups.Count > 0, state.Now),
            Make("NamespaceDeletionGroupVersionParsingFailure", ("ParsedGroupVersions", "All legacy kube types successfully parsed"), false, state.Now),
            Make("NamespaceDeletionContentFailure", content.Failures.Count > 0
                ? ("ContentDeletionFailed", $"Failed to delete all resource types, {content.Failures.Count} remaining: {string.Join(", ", content.Failures.Order(StringComparer.Ordinal))}")
                : ("ContentDeleted", "All content successfully deleted, may be waiting on finalization"), content.Failures.Count > 0, state.Now),
            Make("NamespaceContentRemaining", content.Remaining.Count > 0
                ? ("SomeResourcesRemain", $"Some resources are remaining: {string.Join(", ", content.Remaining.Select(pair => $"{pair.Key} has {pair.Value} resource instances"))}")
                : ("ContentRemoved", "All content successfully removed"), content.Remaining.Count > 0, state.Now),
            Make("NamespaceFinalizersRemaining", content.Finalizers.Count > 0
                ? ("SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {string.Join(", ", content.Finalizers.Select(pair => $"{pair.Key} in {pair.Value} resource instances"))}")
                : ("ContentHasNoFinalizers", "All content-preserving finalizers finished"), content.Finalizers.Count > 0, state.Now),
        })
        {
            conditions = conditions.With(condition);
        }
        return state.Namespace.Status with { Phase = "Terminating", Conditions = conditions };
    }

    private static NamespaceCondition Make(string type, (string Reason, string Message) what, bool trouble, DateTimeOffset now) => new()
    {
        Type = type,
        Status = trouble ? "True" : "False",
        Reason = what.Reason,
        Message = what.Message,
        LastTransitionTime = now,
    };
}
