using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth.Tokens;

namespace Trireme.Server.Auth;

/// <summary>
/// Acting as somebody else by request headers (Impersonate-User, -Group, -Uid, -Extra-*): every part of the other identity needs the verb
/// <c>impersonate</c>. Thread-safe.
/// </summary>
internal sealed class Impersonation(IAuthorizer authorizer)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";
    private const string AuthenticationGroup = "authentication.k8s.io";
    private const string Unauthenticated = "system:unauthenticated";
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    /// <summary>As whom a request is to be served. The headers are taken away, so that nothing behind sees them.</summary>
    public ImpersonationOutcome Apply(HttpRequest request, UserInfo user)
    {
        var headers = request.Headers;
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader].Where(group => !string.IsNullOrEmpty(group)).Select(group => group!).ToList();
        var uid = headers[UidHeader].ToString();
        var extraHeaders = headers.Keys.Where(key => key.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        if (name.Length == 0)
        {
            return groups.Count + uid.Length + extraHeaders.Count == 0
                ? new ImpersonationOutcome(user, null, "", null)
                : new ImpersonationOutcome(user, null, "", "requested groups, extra or uid without impersonating a user");
        }

        var extra = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var header in extraHeaders)
            extra[Uri.UnescapeDataString(header[ExtraPrefix.Length..].ToLowerInvariant())] = [.. headers[header].Select(value => value ?? "")];

        foreach (var needed in Needed(user, name, groups, uid, extra))
        {
            var decision = authorizer.Authorize(needed);
            if (!decision.Allowed)
                return new ImpersonationOutcome(user, needed, decision.Reason, null);
        }
        foreach (var header in extraHeaders.Append(UserHeader).Append(GroupHeader).Append(UidHeader))
            headers.Remove(header);
        return new ImpersonationOutcome(new UserInfo(name, GroupsOf(name, groups)) { Uid = uid, Extra = extra }, null, "", null);
    }

    private static IEnumerable<AccessRequest> Needed(
        UserInfo user, string name, List<string> groups, string uid, Dictionary<string, IReadOnlyList<string>> extra)
    {
        AccessRequest May(string group, string resource, string of) => new(user, "impersonate") { Group = group, Version = "v1", Resource = resource, Name = of };

        yield return AsServiceAccount(name) is { } account
            ? May("", "serviceaccounts", account.Name) with { Namespace = account.Namespace }
            : May("", "users", name);
        foreach (var group in groups)
            yield return May("", "groups", group);
        foreach (var (key, values) in extra)
        {
            foreach (var value in values)
                yield return May(AuthenticationGroup, "userextras", value) with { Subresource = key };
        }
        if (uid.Length > 0)
            yield return May(AuthenticationGroup, "uids", uid);
    }

    private static List<string> GroupsOf(string name, List<string> groups)
    {
        if (groups.Count == 0 && AsServiceAccount(name) is { } account)
            groups = [.. ServiceAccountClaims.GroupsOf(account.Namespace)];
        var whether = name == RequestAuthenticator.Anonymous.Name ? Unauthenticated : UserInfo.Authenticated;
        return groups.Contains(UserInfo.Authenticated) || groups.Contains(Unauthenticated) ? groups : [.. groups, whether];
    }

    private static (string Namespace, string Name)? AsServiceAccount(string name)
    {
        if (!name.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal))
            return null;
        var parts = name[ServiceAccountPrefix.Length..].Split(':');
        return parts is [{ Length: > 0 } ns, { Length: > 0 } account] ? (ns, account) : null;
    }
}
