using System.Text.Json;
using Trireme.Node.Cri.Images;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Containerd;

/// <summary>A containerd that somebody else runs, made ready for Pods: its sandbox image is there, and it is known where it looks for CNI configuration.</summary>
public static class RunningContainerd
{
    private const string DefaultCniDirectory = "/etc/cni/net.d";
    private const string DefaultSandboxImage = "registry.k8s.io/pause:3.6";

    /// <summary>Asks for its configuration, and gives it a sandbox image under the name that it is configured to use, where that is missing.</summary>
    /// <returns>The folder in which it looks for CNI configuration.</returns>
    /// <exception cref="RuntimeException">It does not answer.</exception>
    public static async Task<string> PrepareAsync(string socketPath, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var runtime = new CriRuntime(new() { SocketPath = socketPath, TimeProvider = timeProvider });
        await using (runtime.ConfigureAwait(false))
        {
            var (sandboxImage, cniDirectory) = Read(await runtime.GetConfigurationAsync(cancellationToken).ConfigureAwait(false));
            if (await runtime.GetImageAsync(sandboxImage, cancellationToken).ConfigureAwait(false) is null)
            {
                using var archive = new MemoryStream();
                await PauseImage.WriteAsync(sandboxImage, archive, cancellationToken).ConfigureAwait(false);
                archive.Position = 0;
                await new ImageImporter(socketPath, timeProvider).ImportAsync(archive, cancellationToken).ConfigureAwait(false);
            }
            return cniDirectory;
        }
    }

    /// <summary>Ends and removes all Pods that it runs.</summary>
    public static async Task RemovePodsAsync(string socketPath, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var runtime = new CriRuntime(new() { SocketPath = socketPath, TimeProvider = timeProvider });
        await using (runtime.ConfigureAwait(false))
        {
            foreach (var sandbox in await runtime.ListSandboxesAsync(cancellationToken).ConfigureAwait(false))
            {
                await runtime.StopSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
                await runtime.RemoveSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static (string SandboxImage, string CniDirectory) Read(string? configuration)
    {
        if (configuration is null)
            return (DefaultSandboxImage, DefaultCniDirectory);
        using var document = JsonDocument.Parse(configuration);
        var root = document.RootElement;
        var sandboxImage = root.TryGetProperty("sandboxImage", out var image) ? image.GetString() : null;
        var cniDirectory = root.TryGetProperty("cni", out var cni) && cni.TryGetProperty("confDir", out var folder) ? folder.GetString() : null;
        return (sandboxImage ?? DefaultSandboxImage, cniDirectory ?? DefaultCniDirectory);
    }
}
