using Trireme.Api.Meta.V1;

namespace Trireme.Api;

/// <summary>A list of objects of one kind, as a LIST request answers.</summary>
/// <typeparam name="T">The kind of the items.</typeparam>
public sealed record KubernetesList<T>
    where T : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ListMeta Metadata { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<T> Items { get; init => field = value ?? []; } = [];
}
