using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Makes Pods from templates.</summary>
internal static class PodFromTemplate
{
    private const int MaximumPrefix = 253 - 5;

    /// <summary>A Pod that the owner controls; the server ends its name.</summary>
    public static Pod Make(PodTemplateSpec template, IKubernetesObject owner)
    {
        var prefix = owner.Metadata.Name + "-";
        return new Pod
        {
            Metadata = new ObjectMeta
            {
                GenerateName = prefix.Length > MaximumPrefix ? prefix[..MaximumPrefix] : prefix,
                Namespace = owner.Metadata.Namespace,
                Labels = template.Metadata?.Labels,
                Annotations = template.Metadata?.Annotations,
                Finalizers = template.Metadata?.Finalizers,
                OwnerReferences = [owner.AsController()],
            },
            Spec = template.Spec ?? new PodSpec(),
        };
    }
}
