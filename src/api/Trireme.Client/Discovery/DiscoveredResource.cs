namespace Trireme.Client.Discovery;

/// <summary>A resource that a server has.</summary>
/// <param name="Address">Where it is served.</param>
/// <param name="Verbs">What can be done with it.</param>
public sealed record DiscoveredResource(ResourceAddress Address, IReadOnlyList<string> Verbs)
{
    /// <summary>The name of one, such as <c>pod</c>; the kind in lower case where the server does not say.</summary>
    public string SingularName { get; init; } = Address.Kind.ToLowerInvariant();

    /// <summary>Abbreviations, such as <c>po</c>.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Groupings that the resource belongs to, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

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
