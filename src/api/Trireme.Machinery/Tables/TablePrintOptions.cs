namespace Trireme.Machinery.Tables;

/// <summary>How to print a table as text.</summary>
public sealed record TablePrintOptions
{
    /// <summary>Whether columns of the wide output are shown.</summary>
    public bool Wide { get; init; }

    /// <summary>Whether the headings are left out.</summary>
    public bool NoHeaders { get; init; }

    /// <summary>Whether the namespace is the first column.</summary>
    public bool WithNamespace { get; init; }

    /// <summary>Whether the labels are the last column.</summary>
    public bool ShowLabels { get; init; }

    /// <summary>What to write before names, such as <c>deployment.apps</c>, when several kinds are listed; null for nothing.</summary>
    public string? Resource { get; init; }
}
