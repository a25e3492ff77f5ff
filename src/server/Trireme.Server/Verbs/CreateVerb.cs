using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>POST of an object to a collection.</summary>
internal sealed class CreateVerb(ServerParts parts, ObjectWriter writer)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var (options, refusal) = WriteOptions.Read(call.Http, "CreateOptions");
        if (options is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var (obj, error) = await BodyDecoder.ReadAsync(call, parts, call.Kind, options.FieldValidation).ConfigureAwait(false);
        if (obj is null)
        {
            await StatusWriter.WriteAsync(call.Http, error!).ConfigureAwait(false);
            return;
        }
        var request = WriteRequests.For(call, options, name: "");
        var result = await writer.CreateAsync(request, obj, call.Aborted).ConfigureAwait(false);
        await WriteRequests.AnswerAsync(call, result).ConfigureAwait(false);
    }
}
