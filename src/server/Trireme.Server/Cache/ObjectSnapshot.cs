namespace Trireme.Server.Cache;

/// <summary>A kind's objects as of a revision of the whole store.</summary>
/// <param name="Table">The objects.</param>
/// <param name="Revision">The resource version of a list of them: everything up to it is in the table, nothing behind it is.</param>
internal readonly record struct ObjectSnapshot(ObjectTable Table, long Revision);
