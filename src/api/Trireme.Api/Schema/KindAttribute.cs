namespace Trireme.Api.Schema;

/// <summary>Marks a type as a kind of the API and says how it is served.</summary>
/// <param name="group">The API group; empty for core.</param>
/// <param name="version">The version inside the group, such as <c>v1</c>.</param>
/// <param name="plural">The resource name in URLs; empty for a kind that is only a body of a subresource.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string group, string version, string plural) : Attribute
{
    /// <summary>The API group; empty for core.</summary>
    public string Group { get; } = group;

    /// <summary>The version inside the group.</summary>
    public string Version { get; } = version;

    /// <summary>The resource name in URLs.</summary>
    public string Plural { get; } = plural;

    /// <summary>Whether objects live inside a namespace.</summary>
    public bool Namespaced { get; init; }

    /// <summary>Short names that clients accept, such as <c>po</c>.</summary>
    public string[] ShortNames { get; init; } = [];

    /// <summary>Groups of resources for clients, such as <c>all</c>.</summary>
    public string[] Categories { get; init; } = [];

    /// <summary>Subresources that the kind has, such as <c>status</c>.</summary>
    public string[] Subresources { get; init; } = [];

    /// <summary>The verbs served on the resource itself; empty means all of them.</summary>
    public string[] Verbs { get; init; } = [];
}
