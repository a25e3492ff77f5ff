using System.Globalization;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Watch;

namespace Trireme.Server.Verbs;

/// <summary>The query of a list, watch or deletecollection. Immutable.</summary>
internal sealed record ListQuery
{
    /// <summary>Which objects.</summary>
    public required ObjectSelector Selector { get; init; }

    /// <summary>The most objects; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>Where the last page left off; empty for the first.</summary>
    public string Continue { get; init; } = "";

    /// <summary>The version; null where the client named none.</summary>
    public long? ResourceVersion { get; init; }

    /// <summary>Exact, NotOlderThan, or empty.</summary>
    public string ResourceVersionMatch { get; init; } = "";

    /// <summary>When a watch or list shall end by itself; null for the server's choice.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a watch wants bookmarks.</summary>
    public bool AllowWatchBookmarks { get; init; }

    /// <summary>Whether a watch begins with the objects that are there; null where the client said nothing.</summary>
    public bool? SendInitialEvents { get; init; }

    /// <summary>Reads the query of a request.</summary>
    public static (ListQuery? Query, Status? Error) Read(ApiCall call, KindCache cache, bool watch)
    {
        var query = call.Query;
        var (selector, refusal) = SelectorReader.Read(call, cache);
        if (selector is null)
            return (null, refusal);
        if (!TryNumber(query["limit"], out var limit))
            return (null, StatusErrors.BadRequest($"strconv.ParseInt: parsing \"{query["limit"]}\": invalid syntax"));
        if (!TryNumber(query["timeoutSeconds"], out var timeout))
            return (null, StatusErrors.BadRequest($"strconv.ParseInt: parsing \"{query["timeoutSeconds"]}\": invalid syntax"));
        var version = query["resourceVersion"].ToString();
        long? parsed = null;
        if (version.Length > 0)
        {
            if (!long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (null, StatusErrors.BadRequest($"resourceVersion: Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax"));
            parsed = number;
        }
        var initial = query["sendInitialEvents"].ToString();
        var result = new ListQuery
        {
            Selector = selector,
            Limit = limit is > 0 and <= int.MaxValue ? (int)limit : 0,
            Continue = query["continue"].ToString(),
            ResourceVersion = parsed,
            ResourceVersionMatch = query["resourceVersionMatch"].ToString(),
            Timeout = timeout > 0 ? TimeSpan.FromSeconds(Math.Min(timeout, 7 * 24 * 3600)) : null,
            AllowWatchBookmarks = IsTrue(query["allowWatchBookmarks"]),
            SendInitialEvents = initial.Length == 0 ? null : IsTrue(initial),
        };
        return result.Check(watch) is { } error ? (null, error) : (result, null);
    }

    private static bool IsTrue(string? text) => text is "true" or "1" or "True" or "TRUE" or "t" or "T";

    private static bool TryNumber(string? text, out long number)
    {
        number = 0;
        return string.IsNullOrEmpty(text) || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private Status? Check(bool watch)
    {
        if (ResourceVersionMatch is not ("" or "Exact" or "NotOlderThan"))
        {
            return Refuse(
                "resourceVersionMatch", "FieldValueNotSupported", $"Unsupported value: \"{ResourceVersionMatch}\": supported values: \"Exact\", \"NotOlderThan\"");
        }
        return watch ? CheckWatch() : CheckList();
    }

    private Status? CheckWatch()
    {
        if (SendInitialEvents is not null)
        {
            if (ResourceVersionMatch.Length == 0)
                return Forbid("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
            if (ResourceVersionMatch != "NotOlderThan")
            {
                return Refuse(
                    "resourceVersionMatch", "FieldValueNotSupported", $"Unsupported value: \"{ResourceVersionMatch}\": supported values: \"NotOlderThan\"");
            }
        }
        else if (ResourceVersionMatch.Length > 0)
        {
            return Forbid("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }
        return Continue.Length > 0 ? Forbid("continue", "continue is forbidden for watch") : null;
    }

    private Status? CheckList()
    {
        if (SendInitialEvents is not null)
            return Forbid("sendInitialEvents", "sendInitialEvents is forbidden for list");
        if (ResourceVersionMatch.Length > 0 && ResourceVersion is null)
            return Forbid("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (ResourceVersionMatch.Length > 0 && Continue.Length > 0)
            return Forbid("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        if (ResourceVersionMatch == "Exact" && ResourceVersion == 0)
            return Forbid("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        if (Continue.Length > 0 && ResourceVersion > 0)
            return StatusErrors.BadRequest("specifying resource version is not allowed when using continue");
        return null;
    }

    private static Status Forbid(string field, string why) => Refuse(field, "FieldValueForbidden", "Forbidden: " + why);

    private static Status Refuse(string field, string reason, string message) => StatusErrors.Invalid(
        "ListOptions.meta.k8s.io", "", new StatusCause { Field = field, Reason = reason, Message = message });
}
