using System.Globalization;
using System.Text.Json;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Streaming;

/// <summary>Reads the Status object with which the runtime's streaming server says how a command ended.</summary>
internal static class CriStreamStatus
{
    private static readonly string[] Prefixes =
    [
        "Internal error occurred: ", "error executing command in container: ", "error attaching to container: ",
    ];

    /// <summary>The exit code.</summary>
    /// <exception cref="RuntimeException">The command did not run, or the connection broke before it ended.</exception>
    internal static int ReadExitCode(byte[] json)
    {
        if (json.Length == 0)
            throw new RuntimeException(CriReasons.RuntimeError, "the connection to the container runtime was lost before the command ended");
        try
        {
            using var document = JsonDocument.Parse(json);
            var status = document.RootElement;
            if (Text(status, "status") == "Success")
                return 0;
            if (Text(status, "reason") == "NonZeroExitCode" && FindExitCode(status) is { } code)
                return code;
            var message = Text(status, "message") ?? "unknown error";
            foreach (var prefix in Prefixes)
            {
                if (message.StartsWith(prefix, StringComparison.Ordinal))
                    message = message[prefix.Length..];
            }
            throw new RuntimeException(CriReasons.RuntimeError, message);
        }
        catch (JsonException e)
        {
            throw new RuntimeException(CriReasons.RuntimeError, "the container runtime sent a status that cannot be read", e);
        }
    }

    private static int? FindExitCode(JsonElement status)
    {
        if (!status.TryGetProperty("details", out var details) || !details.TryGetProperty("causes", out var causes) || causes.ValueKind != JsonValueKind.Array)
            return null;
        foreach (var cause in causes.EnumerateArray())
        {
            if (Text(cause, "reason") == "ExitCode" && int.TryParse(Text(cause, "message"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code))
                return code;
        }
        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
