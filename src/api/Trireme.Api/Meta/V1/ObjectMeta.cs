using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ObjectMeta</c> of meta/v1, found at <c>Namespace.metadata</c>, <c>Pod.metadata</c>, <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.metadata</c>.</summary>
[Description("What every object has: its name, its labels, and what the server keeps about it.")]
public sealed record ObjectMeta
{
    [Description("Notes for tools and people, by key; not for selecting. All of them together may have 256 KiB.")]
    [ProtoField(12)]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    [Description("When the server stored the object first. Set by the server."), ProtoField(8)]
    public DateTimeOffset? CreationTimestamp { get; init; }

    [Description("The seconds that the object has to end once it is being deleted. Set by the server."), ProtoField(10)]
    public long? DeletionGracePeriodSeconds { get; init; }

    [Description("When the object is to be gone. Set by the server when a deletion is asked for and something holds the object.")]
    [ProtoField(9)]
    public DateTimeOffset? DeletionTimestamp { get; init; }

    [ListSet, PatchMerge]
    [Description("What must be done before the object goes away: whoever put a name here removes it when its part is done.")]
    [ProtoField(14)]
    public IReadOnlyList<string>? Finalizers { get; init; }

    [Description("A prefix to which the server adds a random ending, used where the object has no name."), ProtoField(2, Plain = true)]
    public string? GenerateName { get; init; }

    [Description("Counts the changes of what is wanted. Set by the server."), ProtoField(7, Plain = true)]
    public long? Generation { get; init; }

    [Description("Keys and values by which objects are selected and grouped."), ProtoField(11)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [Description("Which manager wrote which fields, for server-side apply. Set by the server."), ProtoField(17)]
    public IReadOnlyList<ManagedFieldsEntry>? ManagedFields { get; init; }

    [Description("The name, unique among the objects of its kind in its namespace. Cannot change."), ProtoField(1, Plain = true)]
    public string? Name { get; init; }

    [Description("The namespace in which the object lives; empty for kinds outside of namespaces. Cannot change.")]
    [ProtoField(3, Plain = true)]
    public string? Namespace { get; init; }

    [ListMap("uid"), PatchMerge("uid")]
    [Description("The objects that this one belongs to. When all of them are gone it is deleted too. At most one is the controller.")]
    [ProtoField(13)]
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    [Description("The revision of the object. A write that names an older one is refused. Opaque to clients.")]
    [ProtoField(6, Plain = true)]
    public string? ResourceVersion { get; init; }

    [Description("Not used any more."), ProtoField(4, Plain = true)]
    public string? SelfLink { get; init; }

    [Description("Unlike that of any other object, of any time. Set by the server."), ProtoField(5, Plain = true)]
    public string? Uid { get; init; }
}
