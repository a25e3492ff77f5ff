using Trireme.Api.Meta.V1;

namespace Trireme.Server.Strategies;

/// <summary>What was taken out of shared ranges for a write.</summary>
/// <param name="Reservation">Dispose it when the write is through: the object itself then holds what it has, or nobody does. Null where nothing was taken.</param>
/// <param name="Error">Why there is nothing to take; null where all is well.</param>
internal readonly record struct ReservationResult(IDisposable? Reservation, Status? Error);
