namespace Trireme.Server.Auth;

/// <summary>Whether a request may go on.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Reason">Why, such as the role binding that allows it; may be empty.</param>
internal readonly record struct AccessDecision(bool Allowed, string Reason);
