using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Admission;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Strategies;

namespace Trireme.Server.Verbs;

/// <summary>
/// The way of an object into the store: metadata, admission, strategy, validation, managed fields, commit. All verbs that write end here.
/// Thread-safe.
/// </summary>
internal sealed partial class ObjectWriter(ServerParts parts)
{
    /// <summary>The plugins' view of one write.</summary>
    private static AdmissionRequest Admission(WriteRequest request, AdmissionOperation operation, string name, JsonObject? obj, JsonObject? old) => new()
    {
        Kind = request.Kind,
        Subresource = request.Subresource,
        Operation = operation,
        Namespace = request.Namespace,
        Name = name,
        Object = obj,
        Old = old,
        User = request.User,
        DryRun = request.DryRun,
    };

    private async ValueTask<Status?> MutateAsync(AdmissionRequest admission, CancellationToken cancellationToken)
    {
        foreach (var plugin in parts.Admission)
        {
            if (await plugin.MutateAsync(admission, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
        }
        return null;
    }

    private async ValueTask<Status?> ValidateAsync(AdmissionRequest admission, List<string> warnings, CancellationToken cancellationToken)
    {
        foreach (var plugin in parts.Admission)
        {
            if (await plugin.ValidateAsync(admission, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
        }
        warnings.AddRange(admission.Warnings);
        return null;
    }

    /// <summary>The object that a dry run answers with: as it would be stored, at the version that it has now.</summary>
    private static CachedObject Unstored(WriteRequest request, string name, byte[] stored, long revision)
    {
        var read = CachedObjectReader.Read(ObjectKeys.Local(request.Namespace, name), stored, revision);
        if (revision > 0)
            return read;
        // A new object has no version before it is stored.
        return new CachedObject
        {
            Key = read.Key,
            Namespace = read.Namespace,
            Name = read.Name,
            Uid = read.Uid,
            Revision = 0,
            Json = stored,
            VersionStart = 0,
            VersionLength = 0,
            Labels = read.Labels,
        };
    }

    private KindStrategy StrategyOf(WriteRequest request) => parts.Strategies.Of(request.Kind);
}
