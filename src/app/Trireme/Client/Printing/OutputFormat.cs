using System.CommandLine;
using Trireme.Client.Session;

namespace Trireme.Client.Printing;

/// <summary>How results are shown.</summary>
/// <param name="Kind">Which of the formats.</param>
/// <param name="Template">With <see cref="OutputKind.JsonPath"/>, the template.</param>
internal sealed record OutputFormat(OutputKind Kind, JsonPathTemplate? Template = null)
{
    /// <summary>Whether rows of a table are shown.</summary>
    public bool IsTable => Kind is OutputKind.Table or OutputKind.Wide;

    /// <summary>The option <c>-o</c>.</summary>
    public static Option<string?> Option(string description = "wide, yaml, json, name, or jsonpath=TEMPLATE") =>
        new("--output", "-o") { Description = description, HelpName = "FORMAT" };

    /// <summary>Reads the value of the option.</summary>
    /// <exception cref="CommandException">There is no such format.</exception>
    public static OutputFormat Parse(string? text) => text switch
    {
        null or "" => new OutputFormat(OutputKind.Table),
        "wide" => new OutputFormat(OutputKind.Wide),
        "yaml" => new OutputFormat(OutputKind.Yaml),
        "json" => new OutputFormat(OutputKind.Json),
        "name" => new OutputFormat(OutputKind.Name),
        _ when text.StartsWith("jsonpath=", StringComparison.Ordinal) => new OutputFormat(OutputKind.JsonPath, JsonPathTemplate.Parse(text["jsonpath=".Length..])),
        _ => throw new CommandException($"unable to match a printer suitable for the output format \"{text}\", allowed formats are: json,jsonpath=,name,wide,yaml"),
    };
}
