using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>How the slices of a Service are named and labelled.</summary>
internal static class SliceMetadata
{
    public const string ServiceName = "kubernetes.io/service-name";
    public const string ManagedBy = "endpointslice.kubernetes.io/managed-by";
    public const string Manager = "endpointslice-controller.k8s.io";
    private const int MaximumPrefix = 253 - 5;

    /// <summary>Labels of a Service's slices: the Service's own, and those that say whose they are.</summary>
    public static IReadOnlyDictionary<string, string> Labels(Service service)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in service.Metadata.Labels ?? new Dictionary<string, string>())
        {
            if (key != ServicePods.HeadlessLabel)
                labels[key] = value;
        }
        labels[ServiceName] = service.Metadata.Name ?? "";
        labels[ManagedBy] = Manager;
        if (service.IsHeadless())
            labels[ServicePods.HeadlessLabel] = "";
        return labels;
    }

    /// <summary>The metadata of a slice that is to be created.</summary>
    public static ObjectMeta Make(Service service)
    {
        var prefix = service.Metadata.Name + "-";
        return new ObjectMeta
        {
            GenerateName = prefix.Length > MaximumPrefix ? prefix[..MaximumPrefix] : prefix,
            Namespace = service.Metadata.Namespace,
            Labels = Labels(service),
            OwnerReferences = [service.AsController()],
        };
    }

    /// <summary>The same metadata with the labels as they shall be; the same object where they are so already.</summary>
    public static ObjectMeta Update(ObjectMeta present, Service service)
    {
        var wanted = Labels(service);
        return present.Labels is { } known && known.Count == wanted.Count && LabelMatching.Contains(known, wanted)
            ? present
            : present with { Labels = wanted };
    }
}
