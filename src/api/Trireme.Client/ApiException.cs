using Trireme.Api.Meta.V1;

namespace Trireme.Client;

/// <summary>A refusal that the caller did not expect.</summary>
public sealed class ApiException(Status status) : Exception(status.Message ?? status.Reason ?? "the API server refused the request")
{
    /// <summary>What the server said.</summary>
    public Status Status { get; } = status;
}
