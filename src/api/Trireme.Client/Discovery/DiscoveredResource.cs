namespace Trireme.Client.Discovery;

/// <summary>A resource that a server has.</summary>
/// <param name="Address">Where it is served.</param>
/// <param name="Verbs">What can be done with it.</param>
public sealed record DiscoveredResource(ResourceAddress Address, IReadOnlyList<string> Verbs)
{
    /// <summary>Whether all of these can be done with it.</summary>
    public bool Can(params ReadOnlySpan<string> verbs)
    {
        foreach (var verb in verbs)
        {
            if (!Verbs.Contains(verb, StringComparer.Ordinal))
                return false;
        }
        return true;
    }
}
