using Trireme.Client.Printing;

namespace Trireme.Client;

/// <summary>What <c>trireme get</c> was asked for besides the resources.</summary>
internal sealed record GetOptions
{
    /// <summary>How to show the results.</summary>
    public required OutputFormat Format { get; init; }

    /// <summary>Whether to go on with changes.</summary>
    public bool Watch { get; init; }

    /// <summary>Whether to show changes only, not what is there already.</summary>
    public bool WatchOnly { get; init; }

    /// <summary>Whether all namespaces are looked at.</summary>
    public bool AllNamespaces { get; init; }

    /// <summary>A label selector.</summary>
    public string? Selector { get; init; }

    /// <summary>A field selector.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Whether labels are a column.</summary>
    public bool ShowLabels { get; init; }

    /// <summary>Whether headings are left out.</summary>
    public bool NoHeaders { get; init; }

    /// <summary>Whether objects that do not exist are passed over.</summary>
    public bool IgnoreNotFound { get; init; }

    /// <summary>Whether managed fields are shown.</summary>
    public bool ShowManagedFields { get; init; }
}
