using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ObjectMeta</c> of meta/v1, found at <c>Namespace.metadata</c>, <c>Pod.metadata</c>, <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.metadata</c>.</summary>
[Description("What every object has: its name, its labels, and what the server keeps about it.")]
public sealed record ObjectMeta
{
    [Description("Notes for tools and people, by key; not for selecting. All of them together may have 256 KiB.")]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    [Description("When the server stored the object first. Set by the server.")]
    public DateTimeOffset? CreationTimestamp { get; init; }

    [Description("The seconds that the object has to end once it is being deleted. Set by the server.")]
    public long? DeletionGracePeriodSeconds { get; init; }

    [Description("When the object is to be gone. Set by the server when a deletion is asked for and something holds the object.")]
    public DateTimeOffset? DeletionTimestamp { get; init; }

    [ListSet, PatchMerge]
    [Description("What must be done before the object goes away: whoever put a name here removes it when its part is done.")]
    public IReadOnlyList<string>? Finalizers { get; init; }

    [Description("A prefix to which the server adds a random ending, used where the object has no name.")]
    public string? GenerateName { get; init; }

    [Description("Counts the changes of what is wanted. Set by the server.")]
    public long? Generation { get; init; }

    [Description("Keys and values by which objects are selected and grouped.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [Description("Which manager wrote which fields, for server-side apply. Set by the server.")]
    public IReadOnlyList<ManagedFieldsEntry>? ManagedFields { get; init; }

    [Description("The name, unique among the objects of its kind in its namespace. Cannot change.")]
    public string? Name { get; init; }

    [Description("The namespace in which the object lives; empty for kinds outside of namespaces. Cannot change.")]
    public string? Namespace { get; init; }

    [ListMap("uid"), PatchMerge("uid")]
    [Description("The objects that this one belongs to. When all of them are gone it is deleted too. At most one is the controller.")]
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    [Description("The revision of the object. A write that names an older one is refused. Opaque to clients.")]
    public string? ResourceVersion { get; init; }

    [Description("Not used any more.")]
    public string? SelfLink { get; init; }

    [Description("Unlike that of any other object, of any time. Set by the server.")]
    public string? Uid { get; init; }
}
