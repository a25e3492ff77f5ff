using Trireme.Api.Meta.V1;

namespace Trireme.Api;

/// <summary>What every object of the API has. Implementations are immutable records.</summary>
public interface IKubernetesObject
{
    /// <summary>Group and version, such as <c>apps/v1</c>; <c>v1</c> for core.</summary>
    string ApiVersion { get; }

    /// <summary>The kind, such as <c>Deployment</c>.</summary>
    string Kind { get; }

    /// <summary>Name, namespace, labels and what the server keeps about the object.</summary>
    ObjectMeta Metadata { get; }
}
