using Trireme.Api.Meta.V1;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>What a decision about one object starts from.</summary>
/// <param name="Metadata">The object's metadata, fresh from the server.</param>
/// <param name="Owners">What became of each of its owners.</param>
/// <param name="HasDependents">Whether it owns something itself.</param>
/// <param name="InCircle">Whether something it owns waits for its own dependents, so that each would wait for the other.</param>
internal sealed record GarbageState(ObjectMeta Metadata, IReadOnlyList<(OwnerReference Owner, OwnerFate Fate)> Owners, bool HasDependents, bool InCircle);
