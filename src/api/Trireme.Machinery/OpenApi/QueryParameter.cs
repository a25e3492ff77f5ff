namespace Trireme.Machinery.OpenApi;

/// <summary>A parameter in the query of a URL.</summary>
internal sealed record QueryParameter(string Name, string Type, string Description)
{
    private static readonly QueryParameter Pretty = new("pretty", "string", "If 'true', the answer is indented for people.");
    private static readonly QueryParameter DryRun = new("dryRun", "string", "'All' runs every step but the storing.");
    private static readonly QueryParameter FieldManager = new("fieldManager", "string", "The name under which the changed fields are noted, at most 128 printable characters.");
    private static readonly QueryParameter FieldValidation = new("fieldValidation", "string", "What happens to unknown or duplicate fields: 'Ignore', 'Warn' (the default) or 'Strict'.");
    private static readonly QueryParameter Force = new("force", "boolean", "For apply: take over fields that others manage.");
    private static readonly QueryParameter ResourceVersion = new("resourceVersion", "string", "The revision that the answer must have seen, or from which a watch starts.");

    /// <summary>For reading one object.</summary>
    public static IReadOnlyList<QueryParameter> ForGet { get; } = [Pretty];

    /// <summary>For lists and watches.</summary>
    public static IReadOnlyList<QueryParameter> ForList { get; } =
    [
        new("allowWatchBookmarks", "boolean", "Asks for bookmark events, which say how far the watch has come."),
        new("continue", "string", "Where the last page of a list ended, as the server gave it."),
        new("fieldSelector", "string", "Picks objects by their fields."),
        new("labelSelector", "string", "Picks objects by their labels."),
        new("limit", "integer", "The most items of one page."),
        Pretty,
        ResourceVersion,
        new("resourceVersionMatch", "string", "How the revision is meant: 'Exact' or 'NotOlderThan'."),
        new("sendInitialEvents", "boolean", "Starts a watch with the objects that there are."),
        new("timeoutSeconds", "integer", "The seconds after which the call ends."),
        new("watch", "boolean", "Answers with a stream of changes."),
    ];

    /// <summary>For creating and replacing.</summary>
    public static IReadOnlyList<QueryParameter> ForWrite { get; } = [DryRun, FieldManager, FieldValidation, Pretty];

    /// <summary>For patches.</summary>
    public static IReadOnlyList<QueryParameter> ForPatch { get; } = [DryRun, FieldManager, FieldValidation, Force, Pretty];

    /// <summary>For deleting.</summary>
    public static IReadOnlyList<QueryParameter> ForDelete { get; } =
    [
        DryRun,
        new("gracePeriodSeconds", "integer", "The seconds that the object has to end."),
        new("orphanDependents", "boolean", "Deprecated: see propagationPolicy."),
        Pretty,
        new("propagationPolicy", "string", "What happens to what the object owns: 'Orphan', 'Background' or 'Foreground'."),
    ];
}
