namespace Trireme.Node.Cri.Images;

/// <summary>The image of a Pod's sandbox, made here: it holds one file, the program that keeps the namespaces open.</summary>
public static class PauseImage
{
    /// <summary>The image's name.</summary>
    public const string Name = "trireme.io/pause:1";

    /// <summary>Writes the image for this machine's processor as an OCI archive.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither amd64 nor arm64.</exception>
    public static Task WriteAsync(Stream output, CancellationToken cancellationToken) => WriteAsync(Name, output, cancellationToken);

    /// <summary>Writes the image under another name: the one that a runtime is configured to use.</summary>
    /// <inheritdoc cref="WriteAsync(Stream, CancellationToken)"/>
    public static async Task WriteAsync(string name, Stream output, CancellationToken cancellationToken)
    {
        var builder = new OciImageBuilder(name) { Config = new() { Entrypoint = ["/pause"], User = "65535:65535", WorkingDirectory = "/" } };
        await using (builder.ConfigureAwait(false))
        {
            var program = PauseProgram.Build(builder.Architecture);
            await builder.AddFilesAsync([new("pause", program, OciFile.Executable)], cancellationToken).ConfigureAwait(false);
            await builder.WriteAsync(output, cancellationToken).ConfigureAwait(false);
        }
    }
}
