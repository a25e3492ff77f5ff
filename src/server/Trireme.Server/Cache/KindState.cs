namespace Trireme.Server.Cache;

/// <summary>A kind's objects at one moment. Immutable; swapped whole.</summary>
/// <param name="Table">The objects.</param>
/// <param name="Revision">The revision of the last change to any of them.</param>
internal sealed record KindState(ObjectTable Table, long Revision);
