namespace Trireme.Node.Runtime;

/// <summary>What goes into a resolv.conf.</summary>
/// <param name="Servers">Addresses of name servers.</param>
/// <param name="Searches">The search list.</param>
/// <param name="Options">Options such as <c>ndots:5</c>.</param>
public sealed record DnsConfiguration(IReadOnlyList<string> Servers, IReadOnlyList<string> Searches, IReadOnlyList<string> Options);
