using System.Globalization;
using System.Text;

namespace Trireme.Client;

/// <summary>Writes options as the query of a URL.</summary>
internal static class ResourceQuery
{
    public static string Of(ListOptions? options, bool watch)
    {
        if (options is null)
            return watch ? "?watch=true" : "";
        var query = new StringBuilder();
        Append(query, "watch", watch ? "true" : null);
        Append(query, "labelSelector", options.LabelSelector);
        Append(query, "fieldSelector", options.FieldSelector);
        Append(query, "limit", Positive(options.Limit));
        Append(query, "continue", options.Continue);
        Append(query, "resourceVersion", options.ResourceVersion);
        Append(query, "timeoutSeconds", Positive(options.TimeoutSeconds));
        Append(query, "allowWatchBookmarks", options.AllowWatchBookmarks ? "true" : null);
        return query.ToString();
    }

    public static string Of(PatchOptions? options)
    {
        if (options is null)
            return "";
        var query = new StringBuilder();
        Append(query, "fieldManager", options.FieldManager);
        Append(query, "force", options.Force ? "true" : null);
        Append(query, "dryRun", options.DryRun ? "All" : null);
        return query.ToString();
    }

    private static string? Positive(int number) => number > 0 ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
