using Microsoft.AspNetCore.Http;

namespace Trireme.Node.Streaming.RemoteCommand;

/// <summary>What the query of an exec or attach asks for, in the names of the kubelet (<c>input=1</c>) or of the API server (<c>stdin=true</c>).</summary>
internal sealed record RemoteCommandRequest(IReadOnlyList<string> Command, bool Input, bool Output, bool Error, bool Tty)
{
    /// <summary>Reads the query.</summary>
    /// <returns>Null where it asks for no stream at all.</returns>
    internal static RemoteCommandRequest? Read(IQueryCollection query)
    {
        var tty = IsSet(query, "tty", "tty");
        var request = new RemoteCommandRequest(
            [.. query["command"].Select(part => part ?? "")],
            IsSet(query, "input", "stdin"),
            IsSet(query, "output", "stdout"),
            // With a terminal there is one output: whoever asks for both gets that one.
            IsSet(query, "error", "stderr") && !tty,
            tty);
        return request.Input || request.Output || request.Error ? request : null;
    }

    private static bool IsSet(IQueryCollection query, string name, string alias)
    {
        var value = query.TryGetValue(name, out var first) ? first.ToString() : query[alias].ToString();
        return value is "1" or "t" or "T" or "true" or "TRUE" or "True";
    }
}
