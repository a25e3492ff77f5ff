namespace Trireme.Server.Proxying;

/// <summary>The name in a proxy URL: <c>name</c>, <c>name:port</c> or <c>scheme:name:port</c>.</summary>
/// <param name="Scheme">http, https, or empty.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Port">A number or the name of a port; empty for the default.</param>
internal readonly record struct ProxyName(string Scheme, string Name, string Port)
{
    /// <summary>Reads a name; null for one that is none.</summary>
    public static ProxyName? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length switch
        {
            1 => new ProxyName("", parts[0], ""),
            2 => new ProxyName("", parts[0], parts[1]),
            3 when parts[0] is "" or "http" or "https" => new ProxyName(parts[0], parts[1], parts[2]),
            _ => null,
        };
    }
}
