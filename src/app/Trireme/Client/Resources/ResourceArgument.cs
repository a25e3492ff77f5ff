namespace Trireme.Client.Resources;

/// <summary>What a command was asked for: types, and names among them.</summary>
/// <param name="Types">Type names as they were written: plural, singular, short, or with group; a category too.</param>
/// <param name="Names">The names; empty for all objects of the types.</param>
internal sealed record ResourceArgument(IReadOnlyList<string> Types, IReadOnlyList<string> Names);
