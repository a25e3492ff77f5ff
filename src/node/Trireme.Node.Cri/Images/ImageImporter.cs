using System.Diagnostics;
using Trireme.Node.Cri.Containerd;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Images;

/// <summary>
/// Puts images from files into containerd, where Pods find them as if they had been pulled. The CRI has no import, so containerd's own
/// client <c>ctr</c> does it; the CRI part of containerd then takes up each new name by itself, which is waited for.
/// Takes OCI and docker archives, plain or gzip. Thread-safe.
/// </summary>
/// <param name="socketPath">containerd's socket.</param>
/// <param name="timeProvider">The clock.</param>
public sealed class ImageImporter(string socketPath, TimeProvider timeProvider)
{
    private const string Namespace = "k8s.io";
    private const int MaximumMessage = 2_000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PollLimit = TimeSpan.FromSeconds(30);

    /// <summary>Imports the images of a file.</summary>
    /// <returns>Their full names.</returns>
    /// <exception cref="InvalidDataException">The file is no image archive, or names no image.</exception>
    /// <exception cref="RuntimeException">containerd refused, or could not be reached.</exception>
    public async Task<IReadOnlyList<string>> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: false);
        await using (file.ConfigureAwait(false))
            return await ImportAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Imports the images of a stream.</summary>
    /// <inheritdoc cref="ImportAsync(string, CancellationToken)"/>
    public async Task<IReadOnlyList<string>> ImportAsync(Stream archive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var temporary = Path.GetTempFileName();
        try
        {
            IReadOnlyList<string> names;
            var copy = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            await using (copy.ConfigureAwait(false))
                names = await ImageArchive.CopyAsync(archive, copy, cancellationToken).ConfigureAwait(false);
            await RunAsync(temporary, cancellationToken).ConfigureAwait(false);
            await WaitAsync(names, cancellationToken).ConfigureAwait(false);
            return names;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task RunAsync(string path, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ContainerdBinaries.Find().Ctr ?? "ctr")
        {
            ArgumentList = { "--address", socketPath, "--namespace", Namespace, "images", "import", path },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new RuntimeException(CriReasons.RuntimeError, "ctr did not start");
            try
            {
                var error = process.StandardError.ReadToEndAsync(cancellationToken);
                await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
                var message = (await error.ConfigureAwait(false)).Trim();
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                if (process.ExitCode != 0)
                    throw new RuntimeException(CriReasons.RuntimeError, $"failed to import the image: {message[..Math.Min(message.Length, MaximumMessage)]}");
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new RuntimeException(CriReasons.RuntimeError, "ctr was not found: it is part of the containerd package", e);
        }
    }

    private async Task WaitAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var runtime = new CriRuntime(new() { SocketPath = socketPath, TimeProvider = timeProvider });
        await using (runtime.ConfigureAwait(false))
        {
            var started = timeProvider.GetTimestamp();
            foreach (var name in names)
            {
                while (await runtime.GetImageAsync(name, cancellationToken).ConfigureAwait(false) is not { } image || !image.Tags.Contains(name))
                {
                    if (timeProvider.GetElapsedTime(started) > PollLimit)
                        throw new RuntimeException(CriReasons.RuntimeError, $"containerd imported {name} but does not list it");
                    await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}
