namespace Trireme.Grpc;

/// <summary>What one call asks for beyond its message.</summary>
/// <param name="Timeout">After how long the call ends as <see cref="GrpcStatusCode.DeadlineExceeded"/>; null for never.</param>
/// <param name="Metadata">Headers that go with the call; names in lower case, values in ASCII.</param>
public readonly record struct GrpcCallOptions(TimeSpan? Timeout = null, IReadOnlyList<KeyValuePair<string, string>>? Metadata = null);
