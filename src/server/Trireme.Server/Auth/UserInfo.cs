namespace Trireme.Server.Auth;

/// <summary>Who makes a request. Immutable.</summary>
public sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group of those who may do everything.</summary>
    public const string Masters = "system:masters";

    /// <summary>The group of all who have shown who they are.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>The user's UID; empty where there is none.</summary>
    public string Uid { get; init; } = "";

    /// <summary>More about the user, such as the Pod to which a token is bound.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>A component of this cluster with all rights.</summary>
    public static UserInfo System(string name) => new(name, [Masters, Authenticated]);
}
