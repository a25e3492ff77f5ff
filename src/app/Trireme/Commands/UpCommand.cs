using System.CommandLine;
using Trireme.Hosting;

namespace Trireme.Commands;

/// <summary><c>trireme up</c>: a whole cluster on this machine.</summary>
internal static class UpCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create() => Create("up", "start a cluster on this machine: API server, controllers, scheduler and node in one process", withNode: true);

    /// <summary>A command that starts a cluster, with a node or without.</summary>
    public static Command Create(string name, string description, bool withNode)
    {
        var data = CommonOptions.DataDirectory();
        var detach = new Option<bool>("--detach", "-d") { Description = "return when the cluster is ready; it goes on in the background" };
        var apiPort = new Option<int?>("--api-port") { Description = "TCP port of the API server (6443; 0 for any free one)" };
        var advertise = new Option<string?>("--advertise-address") { Description = "the address at which Pods and other machines reach the API server" };
        var podCidr = new Option<string?>("--pod-cidr") { Description = "address range of Pods, settled at the first start" };
        var serviceCidr = new Option<string?>("--service-cidr") { Description = "address range of Services, settled at the first start" };
        var progressFile = new Option<string?>("--progress-file") { Hidden = true };
        var command = new Command(name, description) { data, detach, apiPort, advertise, podCidr, serviceCidr, progressFile };

        var nodePort = new Option<int?>("--node-port") { Description = "TCP port of the node agent (10250; 0 for any free one)" };
        var nodeName = new Option<string?>("--node-name") { Description = "the node's name (the host name)" };
        var endpoint = new Option<string?>("--container-runtime-endpoint") { Description = "socket of a CRI runtime that runs already, such as unix:///run/containerd/containerd.sock" };
        var noInstall = new Option<bool>("--no-install") { Description = "install no packages; say what is missing" };
        var example = new Option<string?>("--example") { Description = "then build, run and show an example: hello, guestbook" };
        if (withNode)
        {
            foreach (var option in (Option[])[nodePort, nodeName, endpoint, noInstall, example])
                command.Options.Add(option);
        }

        command.SetAction((result, cancellationToken) => new UpRun
        {
            Options = new UpOptions
            {
                DataDirectory = result.GetValue(data)!,
                ApiPort = result.GetValue(apiPort),
                AdvertiseAddress = result.GetValue(advertise),
                PodCidr = result.GetValue(podCidr),
                ServiceCidr = result.GetValue(serviceCidr),
                NodePort = withNode ? result.GetValue(nodePort) : null,
                NodeName = withNode ? result.GetValue(nodeName) : null,
                RuntimeEndpoint = withNode ? result.GetValue(endpoint) : null,
                NoInstall = withNode && result.GetValue(noInstall),
                WithNode = withNode,
            },
            Detach = result.GetValue(detach),
            Example = withNode ? result.GetValue(example) : null,
            ProgressFile = result.GetValue(progressFile),
            CommandName = name,
        }.RunAsync(TimeProvider.System, cancellationToken));
        return command;
    }
}
