using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Client.Objects;

/// <summary>Who owns an object, and references to objects.</summary>
public static class OwnerReferences
{
    /// <summary>The owner that controls the object; null where none does.</summary>
    public static OwnerReference? ControllerReference(this IKubernetesObject value)
    {
        foreach (var owner in value.Metadata.OwnerReferences ?? [])
        {
            if (owner.Controller == true)
                return owner;
        }
        return null;
    }

    /// <summary>Whether this owner controls the object, by UID.</summary>
    public static bool IsControlledBy(this IKubernetesObject value, IKubernetesObject owner) =>
        value.ControllerReference() is { } reference && reference.Uid == owner.Metadata.Uid;

    /// <summary>A reference that makes <paramref name="owner"/> the controller of what carries it.</summary>
    public static OwnerReference AsController(this IKubernetesObject owner) => new()
    {
        ApiVersion = owner.ApiVersion,
        Kind = owner.Kind,
        Name = owner.Metadata.Name ?? "",
        Uid = owner.Metadata.Uid ?? "",
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>A reference to an object, as events and endpoints carry it.</summary>
    public static ObjectReference AsReference(this IKubernetesObject value) => new()
    {
        ApiVersion = value.ApiVersion,
        Kind = value.Kind,
        Namespace = value.Metadata.Namespace,
        Name = value.Metadata.Name,
        Uid = value.Metadata.Uid,
        ResourceVersion = value.Metadata.ResourceVersion,
    };

    /// <summary>Whether the object is being deleted.</summary>
    public static bool IsDeleting(this IKubernetesObject value) => value.Metadata.DeletionTimestamp is not null;
}
