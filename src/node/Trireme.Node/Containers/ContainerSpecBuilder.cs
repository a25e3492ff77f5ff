using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;
using Trireme.Node.Volumes;

namespace Trireme.Node.Containers;

/// <summary>Makes what a runtime needs for a container. Thread-safe.</summary>
internal sealed class ContainerSpecBuilder(
    EnvironmentBuilder environments, ContainerMounts mounts, PodDirectories directories, long nodeMemoryBytes)
{
    /// <summary>The spec.</summary>
    /// <exception cref="ContainerConfigException">It cannot be made as things stand.</exception>
    /// <exception cref="IOException">The API server could not be reached, or the disk fails.</exception>
    public async Task<ContainerSpec> BuildAsync(ContainerRequest request, CancellationToken cancellationToken)
    {
        var (pod, container) = (request.Pod, request.Container);
        var security = EffectiveSecurity.Of(pod.Spec, container);
        EffectiveSecurity.RequireNonRoot(pod, container, security, request.Image);
        var environment = await environments.BuildAsync(pod, container, request.Running, request.Skipped, cancellationToken).ConfigureAwait(false);
        var variables = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        var uid = pod.Metadata.Uid!;
        var terminationFile = directories.TerminationMessage(uid, container.Name, request.Attempt);
        var logFile = PodDirectories.LogFile(container.Name, request.Attempt);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(directories.Logs(pod.Metadata.Namespace!, pod.Metadata.Name!, uid), logFile))!);
        return new ContainerSpec
        {
            Container = container,
            Attempt = request.Attempt,
            ImageId = request.Image.Id,
            ImageReference = container.Image ?? "",
            Command = Expand(container.Command, variables),
            Arguments = Expand(container.Args, variables),
            Environment = environment,
            Mounts = mounts.Build(pod, container, request.Volumes, variables, request.Running.PodAddresses, terminationFile),
            LogPath = logFile,
            OomScoreAdjustment = OomScore.Adjustment(pod.Spec, container, nodeMemoryBytes),
            SecurityContext = security,
            TargetContainerId = request.TargetContainerId,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [RuntimeLabels.PodName] = pod.Metadata.Name ?? "",
                [RuntimeLabels.PodNamespace] = pod.Metadata.Namespace ?? "",
                [RuntimeLabels.PodUid] = uid,
                [RuntimeLabels.ContainerName] = container.Name,
            },
            Annotations = Annotations(pod, container, request.Attempt, terminationFile),
        };
    }

    private static Dictionary<string, string> Annotations(Pod pod, Container container, int attempt, string terminationFile) => new(StringComparer.Ordinal)
    {
        [RuntimeLabels.ContainerHash] = ContainerHash.Of(container),
        [RuntimeLabels.RestartCount] = attempt.ToString(CultureInfo.InvariantCulture),
        [RuntimeLabels.TerminationMessagePath] = container.TerminationMessagePath ?? "/dev/termination-log",
        [RuntimeLabels.TerminationMessagePolicy] = container.TerminationMessagePolicy ?? "File",
        [RuntimeLabels.TerminationMessageFile] = terminationFile,
        [RuntimeLabels.GracePeriod] = (pod.Spec.TerminationGracePeriodSeconds ?? 30).ToString(CultureInfo.InvariantCulture),
    };

    private static string[] Expand(IReadOnlyList<string>? words, Dictionary<string, string> variables) =>
        [.. (words ?? []).Select(word => VariableExpansion.Expand(word, variables.GetValueOrDefault))];
}
