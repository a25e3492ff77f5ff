using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>Names an object among those of its kind.</summary>
/// <param name="Namespace">The namespace; empty for kinds outside of namespaces.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(IKubernetesObject value) => new(value.Metadata.Namespace ?? "", value.Metadata.Name ?? "");

    /// <inheritdoc/>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
