using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trireme.Node.Streaming;

/// <summary>How a command ended, as the error channel tells it: a Status object, or bare words for protocols before version 4.</summary>
internal sealed record StreamStatus
{
    private readonly string? _message;
    private readonly string? _cause;
    private readonly int? _exitCode;

    private StreamStatus(string? message, string? cause, int? exitCode)
    {
        _message = message;
        _cause = cause;
        _exitCode = exitCode;
    }

    /// <summary>The command ended with 0, or the attach ended.</summary>
    internal static StreamStatus Success { get; } = new(null, null, null);

    /// <summary>The command ended with another code.</summary>
    internal static StreamStatus NonZeroExitCode(IReadOnlyList<string> command, int code) => new(
        $"command terminated with non-zero exit code: error executing command [{string.Join(' ', command)}], exit code {code.ToString(CultureInfo.InvariantCulture)}",
        null,
        code);

    /// <summary>The command could not be run.</summary>
    internal static StreamStatus InternalError(string message) => new("Internal error occurred: " + message, message, null);

    /// <summary>The words for protocols that know no Status object; empty for success.</summary>
    internal byte[] ToText() => Encoding.UTF8.GetBytes(_message ?? "");

    /// <summary>The Status object.</summary>
    internal byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteEndObject();
            json.WriteString("status", _message is null ? "Success" : "Failure");
            if (_message is not null)
                WriteFailure(json);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private void WriteFailure(Utf8JsonWriter json)
    {
        json.WriteString("message", _message);
        json.WriteString("reason", _exitCode is null ? "InternalError" : "NonZeroExitCode");
        json.WriteStartObject("details");
        json.WriteStartArray("causes");
        json.WriteStartObject();
        if (_exitCode is { } code)
        {
            json.WriteString("reason", "ExitCode");
            json.WriteString("message", code.ToString(CultureInfo.InvariantCulture));
        }
        else
            json.WriteString("message", _cause);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        if (_exitCode is null)
            json.WriteNumber("code", 500);
    }
}
