using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>PATCH of an object, or of its status.</summary>
internal sealed class PatchVerb(ServerParts parts, ObjectWriter writer)
{
    /// <summary>Answers.</summary>
    public Task HandleAsync(ApiCall call)
    {
        _ = (parts, writer);
        return StatusWriter.WriteAsync(call.Http, StatusErrors.MethodNotAllowed());
    }
}
