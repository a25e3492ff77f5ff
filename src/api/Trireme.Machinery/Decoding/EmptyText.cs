using System.Collections.Frozen;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// Optional strings for which empty is a value of its own. For every other one an empty string means that the field is absent, and it is not stored.
/// </summary>
internal static class EmptyText
{
    private static readonly FrozenSet<string> Meaningful = new[]
    {
        "apiGroup", "appProtocol", "holderIdentity", "hostnameOverride", "loadBalancerClass", "localhostProfile",
        "preferredHolder", "runtimeClassName", "storageClassName", "strategy", "trafficDistribution", "volumeAttributesClassName", "zone",
        "fsType", "signerName", "resourceClaimName", "resourceClaimTemplateName",
    }.ToFrozenSet();

    public static bool HasMeaning(string field) => Meaningful.Contains(field);
}
