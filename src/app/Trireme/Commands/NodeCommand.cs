using System.CommandLine;
using System.Net;
using Trireme.Client;
using Trireme.Client.Transport;
using Trireme.Hosting;
using Trireme.Joining;

namespace Trireme.Commands;

/// <summary><c>trireme node</c>: this machine as a node of a cluster elsewhere.</summary>
internal static class NodeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var server = new Option<string>("--server") { Description = "URL of the API server", Required = true };
        var token = new Option<string?>("--token") { Description = "join token, from 'trireme token create' on the server; not needed again once joined" };
        var data = CommonOptions.DataDirectory();
        var nodeName = new Option<string?>("--node-name") { Description = "the node's name (the host name)" };
        var nodeAddress = new Option<string?>("--node-ip") { Description = "the node's address (that of the interface with the default route)" };
        var nodePort = new Option<int?>("--node-port") { Description = "TCP port of the node agent (10250; 0 for any free one)" };
        var endpoint = new Option<string?>("--container-runtime-endpoint") { Description = "socket of a CRI runtime that runs already" };
        var noInstall = new Option<bool>("--no-install") { Description = "install no packages; say what is missing" };
        var command = new Command("node", "make this machine a node of a cluster") { server, token, data, nodeName, nodeAddress, nodePort, endpoint, noInstall };
        command.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                var options = new UpOptions
                {
                    DataDirectory = result.GetValue(data)!,
                    NodeName = result.GetValue(nodeName),
                    NodePort = result.GetValue(nodePort),
                    AdvertiseAddress = result.GetValue(nodeAddress),
                    RuntimeEndpoint = result.GetValue(endpoint),
                    NoInstall = result.GetValue(noInstall),
                };
                if (!Uri.TryCreate(result.GetValue(server), UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
                    throw new StartException("--server is a URL such as https://10.0.0.1:6443");
                var joinToken = result.GetValue(token) is { Length: > 0 } text ? JoinToken.Parse(text) : null;
                await RunAsync(url, joinToken, options, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                return 0;
            }
            catch (StartException error)
            {
                await Console.Error.WriteLineAsync($"trireme: {error.Message}").ConfigureAwait(false);
                return 1;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return 0;
            }
        });
        return command;
    }

    private static async Task RunAsync(Uri server, JoinToken? token, UpOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var paths = new ClusterPaths(options.DataDirectory);
        var progress = new StartProgress(Console.Out, time);
        using var held = ClusterLock.Hold(paths);
        RunningProcess.Current.Write(paths);
        if (await LocalNode.PrepareAsync(options, progress, cancellationToken).ConfigureAwait(false) is { } obstacle)
            throw new StartException($"this machine cannot be a node: {obstacle}");
        var settings = ClusterSettingsFile.LoadOrCreate(paths, options);
        var join = new NodeJoin(server, token, settings.NodeName, IPAddress.Parse(settings.AdvertiseAddress), Path.Combine(paths.Data, "node-pki"), time);
        NodeIdentity identity = null!;
        await progress.StepAsync("join", async () =>
        {
            identity = await join.RunAsync(cancellationToken).ConfigureAwait(false);
            return $"{settings.NodeName} is a member of {server}";
        }).ConfigureAwait(false);
        settings = settings with
        {
            PodCidr = identity.Facts[JoinSupport.PodCidrKey],
            ServiceCidr = identity.Facts[JoinSupport.ServiceCidrKey],
            ClusterDomain = identity.Facts[JoinSupport.DomainKey],
        };
        ClusterSettingsFile.Write(paths, settings);
        NodeRuntime runtime = null!;
        await progress.StepAsync("runtime", async () =>
            (runtime = await LocalNode.StartRuntimeAsync(paths, settings, time, cancellationToken).ConfigureAwait(false)).Description).ConfigureAwait(false);
        var transport = new HttpsTransport(join.Connect(identity.Authority, identity.Client, null), time);
        await using var closing = transport.ConfigureAwait(false);
        LocalNode? node = null;
        await progress.StepAsync("node", async () =>
        {
            node = await LocalNode.StartAsync(
                runtime, paths, settings, new ApiClient(transport), identity.Serving, [identity.Authority], time, cancellationToken).ConfigureAwait(false);
            return $"{node.Name} is ready";
        }).ConfigureAwait(false);
        await using (node!.ConfigureAwait(false))
        {
            Console.WriteLine("press Ctrl-C to stop; containers go on running ('trireme down' ends them)");
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
