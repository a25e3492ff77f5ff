namespace Trireme.Machinery.Tables;

/// <summary>How to make a table.</summary>
public sealed record TableOptions
{
    /// <summary>What of each object the rows carry.</summary>
    public IncludeObject IncludeObject { get; init; }

    /// <summary>The time from which ages are counted.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The revision of the list; null or empty to leave it out.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The token of the next page; null or empty to leave it out.</summary>
    public string? Continue { get; init; }

    /// <summary>How many objects later pages have; null to leave it out.</summary>
    public long? RemainingItemCount { get; init; }

    /// <summary>Whether the column definitions are left out, as in every event of a watch but the first.</summary>
    public bool NoColumns { get; init; }

    /// <summary>Reads the <c>includeObject</c> parameter.</summary>
    /// <param name="text">The parameter; null or empty is the default.</param>
    /// <param name="include">What it means.</param>
    /// <param name="error">What is wrong, in Kubernetes' words (answer 400); empty when nothing is.</param>
    public static bool TryParseIncludeObject(string? text, out IncludeObject include, out string error)
    {
        IncludeObject? read = text switch
        {
            null or "" or "Metadata" => Tables.IncludeObject.Metadata,
            "None" => Tables.IncludeObject.None,
            "Object" => Tables.IncludeObject.Object,
            _ => null,
        };
        include = read ?? default;
        error = read is null ? $"unrecognized includeObject value: \"{text}\"" : "";
        return read is not null;
    }
}
