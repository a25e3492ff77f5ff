using System.Text.Json.Nodes;

namespace Trireme.Server.Verbs;

/// <summary>
/// A resource or subresource whose POST is answered with something computed and stores nothing, such as an access review or a token request.
/// The request has been authorized, and its body has been decoded and defaulted, before it comes here. Thread-safe.
/// </summary>
internal interface IComputedResource
{
    /// <summary>The API group of the URL.</summary>
    string Group { get; }

    /// <summary>The resource of the URL, such as <c>selfsubjectaccessreviews</c> or <c>serviceaccounts</c>.</summary>
    string Resource { get; }

    /// <summary>The subresource of the URL, such as <c>token</c>; empty for none.</summary>
    string Subresource { get; }

    /// <summary>The kind of the body: its group, version and kind.</summary>
    (string Group, string Version, string Kind) Body { get; }

    /// <summary>Answers one request.</summary>
    /// <param name="request">Who asks, and for what.</param>
    /// <param name="body">The decoded body; may be changed and returned.</param>
    /// <param name="cancellationToken">The client has left.</param>
    ValueTask<ComputedAnswer> CreateAsync(ComputedRequest request, JsonObject body, CancellationToken cancellationToken);
}
