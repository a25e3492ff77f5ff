using Trireme.Api.Core.V1;
using Trireme.Node.Statuses;

namespace Trireme.Node.Pods;

/// <summary>What a Pod may ask for and this node cannot do. Such a Pod is refused and told why: nothing is left out in silence.</summary>
internal static class UnsupportedFeatures
{
    private const string Reason = "UnsupportedFeature";

    /// <summary>The first thing that this node cannot do; null where it can do everything.</summary>
    public static WaitingCause? Find(PodSpec spec)
    {
        if (spec.ResourceClaims is { Count: > 0 })
            return Refuse("spec.resourceClaims");
        if (spec.HostUsers == false)
            return Refuse("spec.hostUsers: false");
        if (spec.Resources is { Limits.Count: > 0 } or { Requests.Count: > 0 })
            return Refuse("spec.resources");
        if (spec.SecurityContext?.WindowsOptions is not null)
            return Refuse("spec.securityContext.windowsOptions");
        foreach (var (container, _) in PodContainers.All(spec))
        {
            var where = $"container \"{container.Name}\": ";
            if (container.VolumeDevices is { Count: > 0 })
                return Refuse(where + "volumeDevices");
            if (container.Resources?.Claims is { Count: > 0 })
                return Refuse(where + "resources.claims");
            if (container.SecurityContext?.WindowsOptions is not null)
                return Refuse(where + "securityContext.windowsOptions");
            if (container.Env?.Any(variable => variable.ValueFrom?.FileKeyRef is not null) == true)
                return Refuse(where + "env.valueFrom.fileKeyRef");
        }
        return null;
    }

    private static WaitingCause Refuse(string what) => new(Reason, $"this node does not support {what}");
}
