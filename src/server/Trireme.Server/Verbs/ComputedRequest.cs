using Trireme.Server.Auth;

namespace Trireme.Server.Verbs;

/// <summary>Who asks a computed resource, and for what.</summary>
/// <param name="User">Who asks.</param>
/// <param name="Namespace">The namespace of the URL; empty for none.</param>
/// <param name="Name">The name of the URL; empty for none.</param>
/// <param name="DryRun">Whether nothing is to be kept.</param>
internal readonly record struct ComputedRequest(UserInfo User, string Namespace, string Name, bool DryRun);
