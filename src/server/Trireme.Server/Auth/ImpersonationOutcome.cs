namespace Trireme.Server.Auth;

/// <summary>As whom a request is served, or why not.</summary>
/// <param name="User">Who it is now.</param>
/// <param name="Refused">What the real user may not impersonate: answer 403; null where nothing was refused.</param>
/// <param name="Reason">Why it was refused; may be empty.</param>
/// <param name="Error">What is wrong with the headers: answer 500 as Kubernetes does; null where nothing is.</param>
internal readonly record struct ImpersonationOutcome(UserInfo User, AccessRequest? Refused, string Reason, string? Error);
