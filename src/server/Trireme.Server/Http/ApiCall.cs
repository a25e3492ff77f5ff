using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;

namespace Trireme.Server.Http;

/// <summary>One request on a resource, authenticated and authorized. Used by its own request only.</summary>
internal sealed class ApiCall(HttpContext http, RequestInfo info, UserInfo user, KindInfo kind, AcceptedMedia media, TimeProvider time)
{
    private List<string>? _warnings;

    /// <summary>The request and response.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>What the request is about.</summary>
    public RequestInfo Info { get; } = info;

    /// <summary>Who makes it.</summary>
    public UserInfo User { get; } = user;

    /// <summary>The kind of the resource.</summary>
    public KindInfo Kind { get; } = kind;

    /// <summary>What the client wants back.</summary>
    public AcceptedMedia Media { get; } = media;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The namespace; empty for all of them and for kinds outside of namespaces.</summary>
    public string Namespace => Kind.Namespaced ? Info.Namespace : "";

    /// <summary>The client has left, or the server stops.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The query.</summary>
    public IQueryCollection Query => Http.Request.Query;

    /// <summary>Warnings for the client, sent with the answer.</summary>
    public List<string> Warnings => _warnings ??= [];

    /// <summary>Puts the warnings into the response's headers; call before the answer starts.</summary>
    public void SendWarnings()
    {
        if (_warnings is null)
            return;
        const int MaximumWarnings = 64;
        for (var i = 0; i < _warnings.Count && i < MaximumWarnings; i++)
            Http.Response.Headers.Append("Warning", $"299 - {Quoted(_warnings[i])}");
    }

    private static string Quoted(string text)
    {
        // RFC 9110 quoted-string: no control characters, backslash and quote escaped; header values are ASCII here
        var escaped = new System.Text.StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                escaped.Append('\\');
            escaped.Append(character is >= ' ' and <= '~' ? character : character is '\n' or '\t' ? ' ' : '?');
        }
        return escaped.Append('"').ToString();
    }
}
