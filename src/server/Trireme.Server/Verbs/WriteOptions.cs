using Microsoft.AspNetCore.Http;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Decoding;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>The query of a write. Immutable.</summary>
internal sealed record WriteOptions
{
    private const int MaximumManager = 128;

    /// <summary>Whether nothing is to be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who the managed fields say writes: the parameter, or the client's user agent up to its first slash.</summary>
    public required string FieldManager { get; init; }

    /// <summary>Whether the client named the field manager itself.</summary>
    public bool HasFieldManager { get; init; }

    /// <summary>Whether apply takes over fields of others.</summary>
    public bool? Force { get; init; }

    /// <summary>What to do about unknown fields.</summary>
    public required FieldValidation FieldValidation { get; init; }

    /// <summary>Reads the query of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kind">The kind of the options, for errors: CreateOptions, UpdateOptions, PatchOptions.</param>
    public static (WriteOptions? Options, Status? Error) Read(HttpContext http, string kind)
    {
        var query = http.Request.Query;
        var optionsKind = kind + ".meta.k8s.io";
        foreach (var value in query["dryRun"])
        {
            if (value is not ("All" or "" or null))
                return (null, NotSupported(optionsKind, "dryRun", value, "\"All\""));
        }
        var validation = query["fieldValidation"].ToString();
        if (validation is not ("" or "Ignore" or "Warn" or "Strict"))
            return (null, NotSupported(optionsKind, "fieldValidation", validation, "\"\", \"Ignore\", \"Strict\", \"Warn\""));
        var manager = query["fieldManager"].ToString();
        if (manager.Length > MaximumManager)
        {
            return (null, StatusErrors.Invalid(optionsKind, "", new StatusCause
            {
                Field = "fieldManager",
                Reason = "FieldValueTooLong",
                Message = $"Too long: may not be more than {MaximumManager} bytes",
            }));
        }
        var force = query["force"].ToString();
        return (new WriteOptions
        {
            DryRun = query["dryRun"].Count > 0 && query["dryRun"].ToString().Length > 0,
            FieldManager = manager.Length > 0 ? manager : FromUserAgent(http.Request.Headers.UserAgent.ToString()),
            HasFieldManager = manager.Length > 0,
            Force = force.Length == 0 ? null : force is "true" or "1" or "True",
            FieldValidation = validation switch
            {
                "Ignore" => FieldValidation.Ignore,
                "Strict" => FieldValidation.Strict,
                _ => FieldValidation.Warn,
            },
        }, null);
    }

    private static string FromUserAgent(string agent)
    {
        var slash = agent.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? agent : agent[..slash];
        if (name.Length > MaximumManager)
            name = name[..MaximumManager];
        return name.Length == 0 ? "unknown" : name;
    }

    private static Status NotSupported(string kind, string field, string? value, string supported) => StatusErrors.Invalid(kind, "", new StatusCause
    {
        Field = field,
        Reason = "FieldValueNotSupported",
        Message = $"Unsupported value: \"{value}\": supported values: {supported}",
    });
}
