using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EphemeralContainer</c> of core/v1, found at <c>Pod.spec.ephemeralContainers</c>.</summary>
public sealed record EphemeralContainer
{
    [ListAtomic, ProtoField(4, Inline = 1)]
    public IReadOnlyList<string>? Args { get; init; }

    [ListAtomic, ProtoField(3, Inline = 1)]
    public IReadOnlyList<string>? Command { get; init; }

    [ListMap("name"), PatchMerge("name"), ProtoField(7, Inline = 1)]
    public IReadOnlyList<EnvVar>? Env { get; init; }

    [ListAtomic, ProtoField(19, Inline = 1)]
    public IReadOnlyList<EnvFromSource>? EnvFrom { get; init; }

    [ProtoField(2, Inline = 1, Plain = true)]
    public string? Image { get; init; }

    [OneOf("Always", "IfNotPresent", "Never"), ProtoField(14, Inline = 1, Plain = true)]
    public string? ImagePullPolicy { get; init; }

    [ProtoField(12, Inline = 1)]
    public Lifecycle? Lifecycle { get; init; }

    [ProtoField(10, Inline = 1)]
    public Probe? LivenessProbe { get; init; }

    [Required, ProtoField(1, Inline = 1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ListMap("containerPort", "protocol"), PatchMerge("containerPort"), ProtoField(6, Inline = 1)]
    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    [ProtoField(11, Inline = 1)]
    public Probe? ReadinessProbe { get; init; }

    [ListAtomic, ProtoField(23, Inline = 1)]
    public IReadOnlyList<ContainerResizePolicy>? ResizePolicy { get; init; }

    [ProtoField(8, Inline = 1)]
    public ResourceRequirements? Resources { get; init; }

    [ProtoField(24, Inline = 1)]
    public string? RestartPolicy { get; init; }

    [ListAtomic, ProtoField(25, Inline = 1)]
    public IReadOnlyList<ContainerRestartRule>? RestartPolicyRules { get; init; }

    [ProtoField(15, Inline = 1)]
    public SecurityContext? SecurityContext { get; init; }

    [ProtoField(22, Inline = 1)]
    public Probe? StartupProbe { get; init; }

    [ProtoField(16, Inline = 1, Plain = true)]
    public bool? Stdin { get; init; }

    [ProtoField(17, Inline = 1, Plain = true)]
    public bool? StdinOnce { get; init; }

    [ProtoField(2, Plain = true)]
    public string? TargetContainerName { get; init; }

    [Default("/dev/termination-log"), ProtoField(13, Inline = 1, Plain = true)]
    public string? TerminationMessagePath { get; init; }

    [Default("File"), OneOf("File", "FallbackToLogsOnError"), ProtoField(20, Inline = 1, Plain = true)]
    public string? TerminationMessagePolicy { get; init; }

    [ProtoField(18, Inline = 1, Plain = true)]
    public bool? Tty { get; init; }

    [ListMap("devicePath"), PatchMerge("devicePath"), ProtoField(21, Inline = 1)]
    public IReadOnlyList<VolumeDevice>? VolumeDevices { get; init; }

    [ListMap("mountPath"), PatchMerge("mountPath"), ProtoField(9, Inline = 1)]
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    [ProtoField(5, Inline = 1, Plain = true)]
    public string? WorkingDir { get; init; }
}
