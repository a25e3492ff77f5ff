namespace Trireme.Server.Auth;

/// <summary>What one way of authentication says: who it is, that the credentials are not for it, or that they are not valid.</summary>
internal readonly struct Outcome
{
    private Outcome(UserInfo? user, string? error)
    {
        User = user;
        Error = error;
    }

    /// <summary>There is nothing that this way knows about.</summary>
    public static Outcome None => default;

    /// <summary>The user; null where there is none.</summary>
    public UserInfo? User { get; }

    /// <summary>Why the credentials are not valid; null where they are, or where there are none.</summary>
    public string? Error { get; }

    /// <summary>A user.</summary>
    public static Outcome Of(UserInfo user) => new(user, null);

    /// <summary>Credentials that are not valid. The text never holds any part of them.</summary>
    public static Outcome Invalid(string error) => new(null, error);
}
