using System.CommandLine;
using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Hosting;

namespace Trireme.Commands;

/// <summary><c>trireme status</c>: what runs here and how it is.</summary>
internal static class StatusCommand
{
    private const int NotRunning = 3; // as service status codes have it (LSB)

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var data = CommonOptions.DataDirectory();
        var command = new Command("status", "show whether the cluster on this machine runs, and how it is") { data };
        command.SetAction((result, cancellationToken) => RunAsync(new ClusterPaths(result.GetValue(data)!), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ClusterPaths paths, CancellationToken cancellationToken)
    {
        if (RunningProcess.Find(paths) is not { } running)
        {
            Console.WriteLine($"not running  (data: {paths.Data}; start it with 'trireme up')");
            return NotRunning;
        }
        var (cpu, resident) = running.Usage();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"process      {running.ProcessId}, {resident / 1048576.0:F0} MB resident, {cpu:F1} s of CPU so far"));
        Console.WriteLine($"data         {paths.Data}");
        Console.WriteLine($"kubeconfig   {paths.Kubeconfig}");
        try
        {
            var connection = Kubeconfig.Load(paths.Kubeconfig).Connection();
            var transport = new HttpsTransport(connection, TimeProvider.System);
            await using (transport.ConfigureAwait(false))
                return await ShowAsync(new ApiClient(transport), connection.Server, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            Console.WriteLine($"api server   does not answer: {error.Message}");
            return 1;
        }
    }

    private static async Task<int> ShowAsync(ApiClient client, Uri server, CancellationToken cancellationToken)
    {
        var nodes = (await client.Resource<Api.Core.V1.Node>().ListAsync(null, cancellationToken).ConfigureAwait(false)).Require().Items;
        var pods = (await client.Resource<Pod>().ListAsync(null, cancellationToken).ConfigureAwait(false)).Require().Items;
        Console.WriteLine($"api server   {server.ToString().TrimEnd('/')}");
        foreach (var node in nodes)
        {
            var ready = node.Status.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
            Console.WriteLine($"node         {node.Metadata.Name}: {(ready?.Status == "True" ? "Ready" : $"NotReady ({ready?.Message ?? "no status yet"})")}");
        }
        if (nodes.Count == 0)
            Console.WriteLine("node         none");
        var phases = pods.GroupBy(pod => pod.Status.Phase ?? "Unknown").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}");
        Console.WriteLine($"pods         {(pods.Count == 0 ? "none" : string.Join(", ", phases))}");
        return 0;
    }
}
