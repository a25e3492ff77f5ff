using Trireme.Api.Discovery.V1;

namespace Trireme.Network.Proxy;

/// <summary>The index that finds the EndpointSlices of a Service.</summary>
internal static class SliceServices
{
    /// <summary>The label that names a slice's Service.</summary>
    public const string Label = "kubernetes.io/service-name";

    /// <summary>The index key of a Service.</summary>
    public static string Key(string ns, string name) => $"{ns}/{name}";

    /// <summary>The index keys of a slice.</summary>
    public static IEnumerable<string> KeysOf(EndpointSlice slice) =>
        slice.Metadata.Labels?.TryGetValue(Label, out var service) == true ? [Key(slice.Metadata.Namespace ?? "", service)] : [];
}
