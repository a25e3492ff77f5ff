using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>The addresses behind a Service in the old, single-object form.</summary>
[Kind("", "v1", "endpoints", Namespaced = true, ShortNames = ["ep"])]
[Description("The addresses behind a Service in the old, single-object form.")]
public sealed record Endpoints : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? "Endpoints"; } = "Endpoints";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<EndpointSubset>? Subsets { get; init; }
}
