namespace Trireme.Client;

/// <summary>One log.</summary>
/// <param name="Namespace">The Pod's namespace.</param>
/// <param name="Pod">The Pod.</param>
/// <param name="Container">The container.</param>
internal sealed record LogSource(string Namespace, string Pod, string Container);
