namespace Trireme.Server.Auth.Tokens;

/// <summary>What is known about a token.</summary>
/// <param name="User">Whose it is; null where it is not valid.</param>
/// <param name="Audiences">For which of the asked audiences it is good.</param>
/// <param name="Error">Why it is not valid, without any part of it.</param>
internal readonly record struct TokenOutcome(UserInfo? User, IReadOnlyList<string> Audiences, string? Error);
