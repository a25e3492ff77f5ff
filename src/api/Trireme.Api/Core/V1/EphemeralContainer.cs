using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EphemeralContainer</c> of core/v1, found at <c>Pod.spec.ephemeralContainers</c>.</summary>
public sealed record EphemeralContainer
{
    [ListAtomic]
    public IReadOnlyList<string>? Args { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? Command { get; init; }

    [ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<EnvVar>? Env { get; init; }

    [ListAtomic]
    public IReadOnlyList<EnvFromSource>? EnvFrom { get; init; }

    public string? Image { get; init; }

    [OneOf("Always", "IfNotPresent", "Never")]
    public string? ImagePullPolicy { get; init; }

    public Lifecycle? Lifecycle { get; init; }

    public Probe? LivenessProbe { get; init; }

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    [ListMap("containerPort", "protocol"), PatchMerge("containerPort")]
    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    public Probe? ReadinessProbe { get; init; }

    [ListAtomic]
    public IReadOnlyList<ContainerResizePolicy>? ResizePolicy { get; init; }

    public ResourceRequirements? Resources { get; init; }

    public string? RestartPolicy { get; init; }

    [ListAtomic]
    public IReadOnlyList<ContainerRestartRule>? RestartPolicyRules { get; init; }

    public SecurityContext? SecurityContext { get; init; }

    public Probe? StartupProbe { get; init; }

    public bool? Stdin { get; init; }

    public bool? StdinOnce { get; init; }

    public string? TargetContainerName { get; init; }

    [Default("/dev/termination-log")]
    public string? TerminationMessagePath { get; init; }

    [Default("File"), OneOf("File", "FallbackToLogsOnError")]
    public string? TerminationMessagePolicy { get; init; }

    public bool? Tty { get; init; }

    [ListMap("devicePath"), PatchMerge("devicePath")]
    public IReadOnlyList<VolumeDevice>? VolumeDevices { get; init; }

    [ListMap("mountPath"), PatchMerge("mountPath")]
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    public string? WorkingDir { get; init; }
}
