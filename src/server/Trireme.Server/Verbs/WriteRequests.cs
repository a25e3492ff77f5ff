using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>Between a request and its write.</summary>
internal static class WriteRequests
{
    /// <summary>The write that a request asks for.</summary>
    public static WriteRequest For(ApiCall call, WriteOptions options, string name, bool apply = false) => new()
    {
        Kind = call.Kind,
        Namespace = call.Namespace,
        Name = name,
        Subresource = call.Info.Subresource,
        User = call.User,
        FieldManager = options.FieldManager,
        IsApply = apply,
        DryRun = options.DryRun,
        Warnings = call.Warnings,
    };

    /// <summary>Answers with what the write came to.</summary>
    public static Task AnswerAsync(ApiCall call, WriteResult result)
    {
        if (result.Error is { } error)
            return StatusWriter.WriteAsync(call.Http, error);
        return GetVerb.WriteAsync(call, result.Created ? 201 : 200, result.Value!);
    }
}
