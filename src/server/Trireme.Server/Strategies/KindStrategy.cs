using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Json;
using Trireme.Server.Verbs;

namespace Trireme.Server.Strategies;

/// <summary>What is special about a kind on its way into the store. The base does what is common to all. Thread-safe.</summary>
internal class KindStrategy(KindInfo kind)
{
    /// <summary>The kind.</summary>
    public KindInfo Kind { get; } = kind;

    /// <summary>Whether status and the rest are written apart: a write of the one keeps the other.</summary>
    public virtual bool HasStatus { get; } = kind.Subresources.Contains("status");

    /// <summary>Whether the object counts changes of what is wanted in <c>metadata.generation</c>.</summary>
    public virtual bool TracksGeneration => false;

    /// <summary>Whether a PUT of an object that does not exist creates it.</summary>
    public virtual bool AllowCreateOnUpdate => false;

    /// <summary>Whether a PUT may leave out the resource version.</summary>
    public virtual bool AllowUnconditionalUpdate => true;

    /// <summary>Whether a DELETE answers with the object rather than with a Status.</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>Whether a new object may bring its status.</summary>
    public virtual bool KeepsStatusOnCreate => false;

    /// <summary>Completes a new object after admission.</summary>
    /// <returns>Null, or a refusal.</returns>
    public virtual ValueTask<Status?> PrepareForCreateAsync(JsonObject obj, WriteRequest request, CancellationToken cancellationToken) => default;

    /// <summary>Completes a changed object after admission.</summary>
    /// <returns>Null, or a refusal.</returns>
    public virtual ValueTask<Status?> PrepareForUpdateAsync(JsonObject obj, JsonObject old, WriteRequest request, CancellationToken cancellationToken) => default;

    /// <summary>Keeps of a write to a subresource only what belongs to it.</summary>
    public virtual void PrepareForSubresource(string subresource, JsonObject obj, JsonObject old)
    {
        if (subresource != "status")
            return;
        foreach (var (name, _) in obj.ToArray())
        {
            if (name is not ("status" or "metadata" or "kind" or "apiVersion"))
                obj.CopyField(name, old);
        }
        foreach (var (name, value) in old)
        {
            if (value is not null && name != "status" && obj[name] is null)
                obj[name] = value.DeepClone();
        }
    }

    /// <summary>Whether a change asks for something else, so that the generation rises.</summary>
    public virtual bool RaisesGeneration(JsonObject obj, JsonObject old) => !obj.SameField("spec", old);

    /// <summary>Takes what a write needs out of shared ranges, and puts it into the object.</summary>
    /// <returns>What to dispose when the write is through; nothing is taken by a dry run.</returns>
    public virtual ReservationResult Reserve(JsonObject obj, JsonObject? old, bool dryRun) => default;

    /// <summary>How long an object may take to end, in seconds; null where it goes at once.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="requested">What the client asks for; null for the object's own.</param>
    public virtual long? GracePeriod(JsonObject obj, long? requested) => null;

    /// <summary>Marks more than the metadata when deletion begins.</summary>
    public virtual void PrepareForDelete(JsonObject obj)
    {
    }

    /// <summary>Whether the object may go once its finalizers are gone.</summary>
    public virtual bool MayVanish(JsonObject obj) => true;

    /// <summary>Refuses a deletion; null where it may begin.</summary>
    public virtual Status? CheckDelete(CachedObject current, JsonObject obj) => null;
}
