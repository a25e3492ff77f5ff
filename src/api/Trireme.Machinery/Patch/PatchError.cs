namespace Trireme.Machinery.Patch;

/// <summary>Why a patch could not be applied, as the Status that answers the request says it.</summary>
/// <param name="Code">The HTTP code: 400, 413 or 422.</param>
/// <param name="Reason">The Status's reason.</param>
/// <param name="Message">The Status's message.</param>
/// <param name="Cause">What to add as a cause of the Status (its message); null for none.</param>
public sealed record PatchError(int Code, string Reason, string Message, string? Cause = null)
{
    /// <summary>The patch itself is wrong.</summary>
    public static PatchError BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>The patch is well formed, but does not fit the object. Kubernetes says what happened only in its log; here it is the cause.</summary>
    public static PatchError Unprocessable(string cause) =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", cause);

    /// <summary>The patch asks for too much.</summary>
    public static PatchError TooLarge(string message) => new(413, "RequestEntityTooLarge", "Request entity is too large: " + message);
}
