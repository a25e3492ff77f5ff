using System.Text;
using Trireme.Api.Meta.V1;

namespace Trireme.Client.Session;

/// <summary>Words failures as kubectl does.</summary>
internal static class ErrorText
{
    /// <summary>A refusal of the server.</summary>
    public static string Of(Status status) => status switch
    {
        { Reason: "Invalid", Details: not null } => Invalid(status),
        { Reason: "Unauthorized" } => $"error: You must be logged in to the server ({status.Message ?? "Unauthorized"})",
        { Reason: null or "" or "Unknown" } => $"Error from server: {status.Message}",
        _ => $"Error from server ({status.Reason}): {status.Message}",
    };

    /// <summary>Anything that a command is expected to fail with; null for what is a defect of the program.</summary>
    public static string? Of(Exception error) => error switch
    {
        CommandException => $"error: {error.Message}",
        ApiException refused => Of(refused.Status),
        Configuration.KubeconfigException => $"error: {error.Message}",
        IOException or System.Net.WebSockets.WebSocketException => $"Unable to connect to the server: {error.Message}",
        _ => null,
    };

    private static string Invalid(Status status)
    {
        var details = status.Details!;
        var text = new StringBuilder(
            string.IsNullOrEmpty(details.Kind) && string.IsNullOrEmpty(details.Name) ? "The request is invalid" : $"The {details.Kind} \"{details.Name}\" is invalid");
        var causes = (details.Causes ?? [])
            .Select(cause => string.IsNullOrEmpty(cause.Field) ? cause.Message ?? "" : $"{cause.Field}: {cause.Message}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (causes.Count == 1)
            text.Append(": ").Append(causes[0]);
        else if (causes.Count > 1)
            text.Append(": ").AppendJoin("", causes.Select(cause => $"\n* {cause}"));
        return text.ToString();
    }
}
