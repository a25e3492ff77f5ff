namespace Trireme.Node.Runtime;

/// <summary>How to sign in to an image registry. Never logged.</summary>
public sealed class RegistryCredentials
{
    /// <summary>User name.</summary>
    public string? Username { get; init; }

    /// <summary>Password.</summary>
    public string? Password { get; init; }

    /// <summary>A token that stands for both.</summary>
    public string? IdentityToken { get; init; }

    /// <summary>The registry's address.</summary>
    public string? ServerAddress { get; init; }
}
