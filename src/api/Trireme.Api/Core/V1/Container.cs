using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Container</c> of core/v1, found at <c>Pod.spec.containers</c>, <c>Pod.spec.initContainers</c>.</summary>
[Description("A container of a Pod.")]
public sealed record Container
{
    [ListAtomic]
    [Description("The arguments; the image's CMD where there are none. $(NAME) stands for a variable."), ProtoField(4)]
    public IReadOnlyList<string>? Args { get; init; }

    [ListAtomic]
    [Description("What is run; the image's ENTRYPOINT where there is none. $(NAME) stands for a variable."), ProtoField(3)]
    public IReadOnlyList<string>? Command { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Environment variables."), ProtoField(7)]
    public IReadOnlyList<EnvVar>? Env { get; init; }

    [ListAtomic]
    [Description("ConfigMaps and Secrets of which every key becomes a variable. What env says wins."), ProtoField(19)]
    public IReadOnlyList<EnvFromSource>? EnvFrom { get; init; }

    [Description("The name of the image."), ProtoField(2, Plain = true)]
    public string? Image { get; init; }

    [OneOf("Always", "IfNotPresent", "Never")]
    [Description("When the image is pulled: Always, IfNotPresent or Never. Always by default for the tag latest, else IfNotPresent.")]
    [ProtoField(14, Plain = true)]
    public string? ImagePullPolicy { get; init; }

    [Description("What is done after the start and before the end."), ProtoField(12)]
    public Lifecycle? Lifecycle { get; init; }

    [Description("Tells whether the container is alive. When it fails the container is restarted."), ProtoField(10)]
    public Probe? LivenessProbe { get; init; }

    [Required]
    [Description("The name, unique in the Pod. Cannot change."), ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ListMap("containerPort", "protocol"), PatchMerge("containerPort")]
    [Description("The ports that the container listens on. Others can be reached as well."), ProtoField(6)]
    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    [Description("Tells whether the container can serve. While it fails no Service sends it anything."), ProtoField(11)]
    public Probe? ReadinessProbe { get; init; }

    [ListAtomic]
    [Description("Which resources can change without a restart."), ProtoField(23)]
    public IReadOnlyList<ContainerResizePolicy>? ResizePolicy { get; init; }

    [Description("What the container asks for and may use at most."), ProtoField(8)]
    public ResourceRequirements? Resources { get; init; }

    [Description("Overrides the Pod's restart policy; Always makes an init container a sidecar."), ProtoField(24)]
    public string? RestartPolicy { get; init; }

    [ListAtomic]
    [Description("Restart rules by exit code."), ProtoField(25)]
    public IReadOnlyList<ContainerRestartRule>? RestartPolicyRules { get; init; }

    [Description("Security settings; they go before those of the Pod."), ProtoField(15)]
    public SecurityContext? SecurityContext { get; init; }

    [Description("Tells whether the container has started. Until then the other probes wait."), ProtoField(22)]
    public Probe? StartupProbe { get; init; }

    [Description("Keeps standard input open."), ProtoField(16, Plain = true)]
    public bool? Stdin { get; init; }

    [Description("Closes standard input after the first client that attached."), ProtoField(17, Plain = true)]
    public bool? StdinOnce { get; init; }

    [Default("/dev/termination-log")]
    [Description("The file whose text becomes the message of the ended container."), ProtoField(13, Plain = true)]
    public string? TerminationMessagePath { get; init; }

    [Default("File"), OneOf("File", "FallbackToLogsOnError")]
    [Description("Where the message comes from: that file, or the end of the log where the file is empty."), ProtoField(20, Plain = true)]
    public string? TerminationMessagePolicy { get; init; }

    [Description("Gives the container a terminal."), ProtoField(18, Plain = true)]
    public bool? Tty { get; init; }

    [ListMap("devicePath"), PatchMerge("devicePath")]
    [Description("Block devices of the container."), ProtoField(21)]
    public IReadOnlyList<VolumeDevice>? VolumeDevices { get; init; }

    [ListMap("mountPath"), PatchMerge("mountPath")]
    [Description("Where volumes of the Pod appear in the container."), ProtoField(9)]
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    [Description("The working directory; the image's where it is empty."), ProtoField(5, Plain = true)]
    public string? WorkingDir { get; init; }
}
