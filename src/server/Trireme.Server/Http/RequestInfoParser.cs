using Microsoft.AspNetCore.Http;

namespace Trireme.Server.Http;

/// <summary>Reads <see cref="RequestInfo"/> from a request, by the rules of Kubernetes' RequestInfoFactory.</summary>
internal static class RequestInfoParser
{
    /// <summary>Reads a request.</summary>
    public static RequestInfo Parse(string method, string path, IQueryCollection query)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var outside = new RequestInfo { Verb = method.ToLowerInvariant(), Path = path };
        int next;
        string group, version;
        if (parts.Length >= 3 && parts[0] == "api")
            (group, version, next) = ("", parts[1], 2);
        else if (parts.Length >= 4 && parts[0] == "apis")
            (group, version, next) = (parts[1], parts[2], 3);
        else
            return outside;

        var watchPath = parts[next] == "watch" && next + 1 < parts.Length;
        if (watchPath)
            next++;
        var info = Place(parts.AsSpan(next)) with
        {
            IsResource = true,
            Path = path,
            Group = group,
            Version = version,
        };
        return WithVerb(info, method, watchPath, query);
    }

    /// <summary>Namespace, resource, name and subresource out of what follows group and version.</summary>
    private static RequestInfo Place(ReadOnlySpan<string> parts)
    {
        var ns = "";
        if (parts[0] == "namespaces" && parts.Length > 1)
        {
            ns = parts[1];
            // namespaces/x, and its own subresources, are about the Namespace; anything else lies inside of it
            if (parts.Length > 2 && parts[2] is not ("status" or "finalize"))
                parts = parts[2..];
        }
        return new RequestInfo
        {
            Verb = "",
            Path = "",
            Namespace = ns,
            Resource = parts[0],
            Name = parts.Length > 1 ? parts[1] : "",
            Subresource = parts.Length > 2 ? parts[2] : "",
            Rest = parts.Length > 3 ? "/" + string.Join('/', parts[3..]) : "",
        };
    }

    private static RequestInfo WithVerb(RequestInfo info, string method, bool watchPath, IQueryCollection query)
    {
        var verb = method switch
        {
            "POST" => "create",
            "GET" or "HEAD" => "get",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => "delete",
            _ => "",
        };
        if (watchPath)
            return info with { Verb = "watch" };
        if (info.Name.Length > 0)
            return info with { Verb = verb };
        if (verb == "get")
        {
            var watch = query["watch"].ToString();
            return info with
            {
                Verb = watch is "true" or "1" or "True" or "TRUE" or "t" or "T" ? "watch" : "list",
                Name = NameOf(query["fieldSelector"].ToString()),
            };
        }
        return info with { Verb = verb == "delete" ? "deletecollection" : verb };
    }

    private static string NameOf(string fieldSelector)
    {
        foreach (var term in fieldSelector.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!term.StartsWith("metadata.name=", StringComparison.Ordinal))
                continue;
            var name = term["metadata.name=".Length..].TrimStart('=');
            if (name.Length > 0 && !name.Contains('/', StringComparison.Ordinal))
                return name;
        }
        return "";
    }
}
