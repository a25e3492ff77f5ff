using System.Text;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Transport;

namespace Trireme.Client;

/// <summary>Reads the Status out of a refused request, whatever the server sent.</summary>
public static class StatusReader
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>The Status that the body holds; one made of the HTTP code and the text where it holds none. Reads a mebibyte at most.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<Status> ReadAsync(ApiResponse response, CancellationToken cancellationToken)
    {
        var body = await ReadBoundedAsync(response.Body, cancellationToken).ConfigureAwait(false);
        try
        {
            if (JsonSerializer.Deserialize(body, ApiJson.Of<Status>()) is { Kind: "Status" } status)
                return status;
        }
        catch (JsonException)
        {
            // Not a Status: a proxy's page, or a cut-off body. Its text serves as the message.
        }
        return new Status
        {
            Kind = "Status",
            ApiVersion = "v1",
            Outcome = "Failure",
            Code = response.StatusCode,
            Message = Encoding.UTF8.GetString(body).Trim(),
            Reason = response.StatusCode switch { 401 => "Unauthorized", 403 => "Forbidden", 404 => "NotFound", 409 => "Conflict", _ => "InternalError" },
        };
    }

    private static async Task<byte[]> ReadBoundedAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while (buffer.Length < MaximumBytes && (read = await body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            buffer.Write(chunk, 0, read);
        return buffer.ToArray();
    }
}
