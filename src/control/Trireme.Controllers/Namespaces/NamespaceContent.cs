using Trireme.Client;

namespace Trireme.Controllers.Namespaces;

/// <summary>What a round of deletions has left behind.</summary>
internal sealed class NamespaceContent
{
    /// <summary>Objects that are still there, by resource.</summary>
    public SortedDictionary<string, int> Remaining { get; } = new(StringComparer.Ordinal);

    /// <summary>Finalizers that are still to be done, and on how many objects.</summary>
    public SortedDictionary<string, int> Finalizers { get; } = new(StringComparer.Ordinal);

    /// <summary>What the server refused.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>How long until a next round may find less.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>Whether nothing is left and nothing failed.</summary>
    public bool IsEmpty => Remaining.Count == 0 && Failures.Count == 0;

    /// <summary>Counts objects that are still there.</summary>
    public void AddRemaining(ResourceAddress resource, int count) => Remaining[$"{resource.Plural}.{resource.Group}"] = count;

    /// <summary>Counts a finalizer of one object.</summary>
    public void AddFinalizer(string finalizer) => Finalizers[finalizer] = Finalizers.GetValueOrDefault(finalizer) + 1;

    /// <summary>Something needs this long.</summary>
    public void WaitFor(TimeSpan time)
    {
        if (time > Wait)
            Wait = time;
    }
}
