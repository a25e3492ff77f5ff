namespace Trireme.Machinery.Apply;

/// <summary>How to apply a configuration.</summary>
public sealed record ApplyOptions
{
    /// <summary>The manager that applies: the <c>fieldManager</c> parameter.</summary>
    public required string Manager { get; init; }

    /// <summary>Whether to take fields that others own.</summary>
    public bool Force { get; init; }

    /// <summary>The subresource that is applied; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The time of the write.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// The fields that this endpoint does not write, such as <c>status</c> on the object itself. What the configuration says of them is
    /// passed over. Null for those that the kind implies; see <see cref="Apply.ResetFields"/>.
    /// </summary>
    public FieldSet? ResetFields { get; init; }
}
