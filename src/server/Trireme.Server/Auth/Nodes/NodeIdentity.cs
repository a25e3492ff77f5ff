using System.Diagnostics.CodeAnalysis;

namespace Trireme.Server.Auth.Nodes;

/// <summary>Which node a user is.</summary>
internal static class NodeIdentity
{
    /// <summary>The group of all nodes.</summary>
    public const string Group = "system:nodes";

    /// <summary>What the user names of nodes begin with.</summary>
    public const string UserPrefix = "system:node:";

    /// <summary>Whether the user is a node, and its name, which may be empty.</summary>
    public static bool TryGet(UserInfo user, [NotNullWhen(true)] out string? node)
    {
        node = user.Name.StartsWith(UserPrefix, StringComparison.Ordinal) && user.Groups.Contains(Group) ? user.Name[UserPrefix.Length..] : null;
        return node is not null;
    }
}
