using System.CommandLine;
using Trireme.Hosting;

namespace Trireme.Commands;

/// <summary><c>trireme down</c>: ends a cluster with all that it started.</summary>
internal static class DownCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var data = CommonOptions.DataDirectory();
        var delete = new Option<bool>("--delete-data") { Description = "delete the cluster's files as well" };
        var command = new Command("down", "stop the cluster on this machine and everything that it runs; its data stay") { data, delete };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                await ClusterTeardown.RunAsync(new ClusterPaths(result.GetValue(data)!), result.GetValue(delete), new StartProgress(Console.Out, TimeProvider.System), TimeProvider.System, cancellationToken)
                    .ConfigureAwait(false);
                return 0;
            }
            catch (StartException error)
            {
                await Console.Error.WriteLineAsync($"trireme: {error.Message}").ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }
}
