using System.CommandLine;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme apply</c>: makes objects as manifests say, by server-side apply.</summary>
internal static class ApplyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var files = ManifestFiles.Option();
        var recursive = ManifestFiles.RecursiveOption();
        var force = new Option<bool>("--force-conflicts") { Description = "take over fields that others manage" };
        var dryRun = new Option<string>("--dry-run") { Description = "with server: check everything and store nothing", HelpName = "none|server", DefaultValueFactory = _ => "none" };
        var manager = new Option<string>("--field-manager") { Description = "who owns the fields that are set", DefaultValueFactory = _ => "trireme" };
        var output = OutputFormat.Option("yaml, json or name: show the objects as they are now");
        var command = new Command("apply", "create objects, or change them to what manifests say") { files, recursive, force, dryRun, manager, output };
        new ConnectionOptions().AddTo(command).Run(command, (result, session, cancellationToken) =>
        {
            var sources = result.GetValue(files) ?? [];
            if (sources.Length == 0)
                throw new CommandException("must specify -f: it names a manifest, a folder, or - for standard input");
            var dry = result.GetValue(dryRun) switch
            {
                "none" => false,
                "server" => true,
                var other => throw new CommandException($"invalid dry-run value ({other}). Must be \"none\" or \"server\""),
            };
            var run = new ApplyRun(session, OutputFormat.Parse(result.GetValue(output)))
            {
                FieldManager = result.GetValue(manager)!,
                Force = result.GetValue(force),
                DryRun = dry,
            };
            return run.RunAsync(ManifestFiles.Read(sources, result.GetValue(recursive)), cancellationToken);
        });
        return command;
    }
}
