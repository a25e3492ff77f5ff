using System.CommandLine;
using System.Globalization;
using Trireme.Hosting;
using Trireme.Images;
using Trireme.Node.Cri;
using Trireme.Node.Cri.Images;
using Trireme.Node.Runtime;

namespace Trireme.Commands;

/// <summary><c>trireme image</c>: images on this node, without a registry.</summary>
internal static class ImageCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() => new("image", "images on this machine") { Import(), List(), Pack() };

    private static Command Import()
    {
        var data = CommonOptions.DataDirectory();
        var files = new Argument<string[]>("FILE") { Description = "image archives, OCI or docker, plain or gzip", Arity = ArgumentArity.OneOrMore };
        var command = new Command("import", "put images from files where Pods find them") { files, data };
        command.SetAction((result, cancellationToken) => GuardAsync(async () =>
        {
            var importer = new ImageImporter(RuntimeSocket.Of(new ClusterPaths(result.GetValue(data)!)), TimeProvider.System);
            foreach (var file in result.GetValue(files)!)
            {
                foreach (var name in await importer.ImportAsync(file, cancellationToken).ConfigureAwait(false))
                    Console.WriteLine($"imported {name}");
            }
        }));
        return command;
    }

    private static Command List()
    {
        var data = CommonOptions.DataDirectory();
        var command = new Command("ls", "show the images that are present") { data };
        command.SetAction((result, cancellationToken) => GuardAsync(async () =>
        {
            var runtime = new CriRuntime(new CriRuntimeOptions { SocketPath = RuntimeSocket.Of(new ClusterPaths(result.GetValue(data)!)) });
            await using var closing = runtime.ConfigureAwait(false);
            var rows = (await runtime.ListImagesAsync(cancellationToken).ConfigureAwait(false))
                .SelectMany(image => image.Tags.DefaultIfEmpty("<none>").Select(tag => (tag, image)))
                .OrderBy(row => row.tag, StringComparer.Ordinal)
                .ToList();
            var width = rows.Select(row => row.tag.Length).Append(5).Max() + 3;
            Console.WriteLine("IMAGE".PadRight(width) + "IMAGE ID        SIZE");
            foreach (var (tag, image) in rows)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tag.PadRight(width)}{image.Id.Replace("sha256:", "", StringComparison.Ordinal)[..12]}    {image.SizeBytes / 1e6:F1}MB"));
        }));
        return command;
    }

    private static Command Pack()
    {
        var root = new Option<string>("--root") { Description = "the folder that becomes the image's root", Required = true };
        var name = new Option<string>("--name") { Description = "the image's name, such as hello:1", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "the archive to write", Required = true };
        var entrypoint = new Option<string[]>("--entrypoint") { Description = "what always runs; the command becomes its arguments" };
        var environment = new Option<string[]>("--env") { Description = "NAME=VALUE" };
        var ports = new Option<string[]>("--port") { Description = "a port that the image serves, such as 8080/tcp" };
        var user = new Option<string?>("--user") { Description = "user id or name" };
        var folder = new Option<string?>("--workdir") { Description = "the folder in which the command starts" };
        var words = new Argument<string[]>("COMMAND") { Description = "the command with its arguments, behind --", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("pack", "make an image archive (OCI) out of a folder") { root, name, output, entrypoint, environment, ports, user, folder, words };
        command.SetAction((result, cancellationToken) => GuardAsync(() => FolderImage.WriteAsync(
            result.GetValue(root)!,
            result.GetValue(name)!,
            new OciImageConfig
            {
                Entrypoint = result.GetValue(entrypoint) ?? [],
                Command = result.GetValue(words) ?? [],
                Environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", .. result.GetValue(environment) ?? []],
                ExposedPorts = result.GetValue(ports) ?? [],
                User = result.GetValue(user),
                WorkingDirectory = result.GetValue(folder),
            },
            result.GetValue(output)!,
            cancellationToken)));
        return command;
    }

    private static async Task<int> GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or RuntimeException or UnauthorizedAccessException or StartException)
        {
            await Console.Error.WriteLineAsync($"trireme: {error.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
