namespace Trireme.Server.Auth.Rbac;

/// <summary>What one binding gives to one subject. Immutable.</summary>
/// <param name="Rules">The rules of the role.</param>
/// <param name="Reason">Why a request is allowed by it, as Kubernetes words it.</param>
/// <param name="Error">Where the role does not exist: what to tell; then there are no rules.</param>
internal sealed record Grant(IReadOnlyList<CompiledRule> Rules, string Reason, string? Error);
