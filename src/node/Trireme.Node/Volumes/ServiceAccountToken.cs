namespace Trireme.Node.Volumes;

/// <summary>A token of a service account.</summary>
/// <param name="Token">The token. Never logged.</param>
/// <param name="RefreshAt">When to ask for another.</param>
internal sealed record ServiceAccountToken(string Token, DateTimeOffset RefreshAt)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"token until {RefreshAt:O}";
}
