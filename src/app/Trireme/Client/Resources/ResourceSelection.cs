namespace Trireme.Client.Resources;

/// <summary>A resource of the server with the names that were asked for.</summary>
/// <param name="Address">The resource.</param>
/// <param name="Names">The names; empty for all objects.</param>
internal sealed record ResourceSelection(ResourceAddress Address, IReadOnlyList<string> Names);
