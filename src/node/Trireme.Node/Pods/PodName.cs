using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>How messages name a Pod.</summary>
internal static class PodName
{
    /// <summary>As <c>name_namespace(uid)</c>.</summary>
    public static string Of(Pod pod) => $"{pod.Metadata.Name}_{pod.Metadata.Namespace}({pod.Metadata.Uid})";
}
