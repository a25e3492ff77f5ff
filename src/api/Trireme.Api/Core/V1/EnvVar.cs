using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EnvVar</c> of core/v1, found at <c>Pod.spec.containers.env</c>, <c>Pod.spec.ephemeralContainers.env</c>.</summary>
[Description("An environment variable.")]
public sealed record EnvVar
{
    [Required]
    [Description("The name of the variable."), ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Description("The value. $(NAME) stands for a variable before it."), ProtoField(2, Plain = true)]
    public string? Value { get; init; }

    [Description("Where the value comes from."), ProtoField(3)]
    public EnvVarSource? ValueFrom { get; init; }
}
