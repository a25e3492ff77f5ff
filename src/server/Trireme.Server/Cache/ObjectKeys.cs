using Trireme.Machinery.Schema;

namespace Trireme.Server.Cache;

/// <summary>Where objects are in the store: <c>/registry/&lt;group&gt;/&lt;plural&gt;/&lt;namespace&gt;/&lt;name&gt;</c>, with <c>core</c> for the group without a name.</summary>
internal static class ObjectKeys
{
    /// <summary>The prefix of all objects.</summary>
    public const string Root = "/registry/";

    /// <summary>The prefix of all objects of a kind.</summary>
    public static string Prefix(KindInfo kind) => $"{Root}{KindPart(kind)}/";

    /// <summary>The part of a key between the root and the object: <c>core/pods</c>.</summary>
    public static string KindPart(KindInfo kind) => $"{(kind.Group.Length == 0 ? "core" : kind.Group)}/{kind.Plural}";

    /// <summary>The key of an object inside its kind's table.</summary>
    public static string Local(string ns, string name) => ns.Length == 0 ? name : string.Concat(ns, "/", name);

    /// <summary>The first key behind all keys with a prefix.</summary>
    public static string End(string prefix) => string.Concat(prefix.AsSpan(0, prefix.Length - 1), [(char)(prefix[^1] + 1)]);

    /// <summary>Takes a key apart; false for a key that is not of this layout.</summary>
    /// <param name="key">The whole key.</param>
    /// <param name="kindPart">Such as <c>core/pods</c>.</param>
    /// <param name="local">Such as <c>default/web-0</c>.</param>
    public static bool TrySplit(string key, out ReadOnlySpan<char> kindPart, out ReadOnlySpan<char> local)
    {
        kindPart = local = default;
        if (!key.StartsWith(Root, StringComparison.Ordinal))
            return false;
        var rest = key.AsSpan(Root.Length);
        var group = rest.IndexOf('/');
        var plural = group < 0 ? -1 : rest[(group + 1)..].IndexOf('/');
        if (plural < 0)
            return false;
        kindPart = rest[..(group + 1 + plural)];
        local = rest[(group + plural + 2)..];
        return local.Length > 0;
    }
}
