using Trireme.Api;
using Trireme.Client.Informers;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Finds objects by who controls them.</summary>
internal static class ControllerIndex
{
    private const string Name = "controller";

    /// <summary>Adds the index to an informer.</summary>
    public static void AddControllerIndex<T>(this IInformer<T> informer)
        where T : class, IKubernetesObject => informer.AddIndex(Name, Keys);

    /// <summary>The objects that an owner controls.</summary>
    public static IReadOnlyCollection<T> ControlledBy<T>(this IInformer<T> informer, IKubernetesObject owner)
        where T : class, IKubernetesObject => informer.ByIndex(Name, owner.Metadata.Uid ?? "");

    /// <summary>The objects of a namespace that nobody controls.</summary>
    public static IReadOnlyCollection<T> Orphans<T>(this IInformer<T> informer, string? ns)
        where T : class, IKubernetesObject => informer.ByIndex(Name, OrphanKey(ns));

    /// <summary>What an owner may have a claim on.</summary>
    public static IEnumerable<T> Candidates<T>(this IInformer<T> informer, IKubernetesObject owner)
        where T : class, IKubernetesObject => informer.ControlledBy(owner).Concat(informer.Orphans(owner.Metadata.Namespace));

    private static IEnumerable<string> Keys(IKubernetesObject value) =>
        [value.ControllerReference() is { } controller ? controller.Uid : OrphanKey(value.Metadata.Namespace)];

    // No UID has a slash.
    private static string OrphanKey(string? ns) => "/" + ns;
}
