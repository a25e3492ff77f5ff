using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Operations;

/// <summary>A start that cannot be ends in one clear line; several programs share a machine.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_OnATakenPort_NamesTheOption()
    {
        Requirements.Require();
        await using var cluster = new TestCluster();
        using var listener = new TcpListener(IPAddress.Any, cluster.ApiPort);
        listener.Start();
        var up = await cluster.ServeAsync();
        Refused(up, $"trireme: port {cluster.ApiPort} is taken by another program: stop it, or choose another port with --api-port");
    }

    [Fact]
    public async Task Start_WithADamagedDatabase_SaysWhichAndWhatToDo()
    {
        Requirements.Require();
        await using var cluster = new TestCluster();
        (await cluster.ServeAsync()).Require();
        await cluster.SignalAsync("-TERM");
        var database = Path.Combine(cluster.Data, "store", "state.db");
        await using (var file = new FileStream(database, FileMode.Open, FileAccess.Write))
            await file.WriteAsync(RandomNumberGenerator.GetBytes(16 * 1024));
        Refused(await cluster.ServeAsync(), $"trireme: The database {database} is damaged (it is not a database file): put a backup in its place, or move it and its -wal file away to start with an empty cluster.");
    }

    [Fact]
    public async Task Start_OnAFullDisk_SaysSo()
    {
        Requirements.Require("mount");
        await using var cluster = new TestCluster();
        await using var disk = await SmallDisk.MountAsync(cluster.Data, "256k");
        var up = await cluster.ServeAsync();
        Refused(up, $"trireme: There is no space for the database {Path.Combine(cluster.Data, "store", "state.db")} (disk full, or its quota reached)");
    }

    [Fact]
    public async Task Disk_FullWhileTheClusterRuns_RefusesWritesUntilThereIsSpaceAgain()
    {
        Requirements.Require("mount");
        await using var cluster = new TestCluster();
        await using var disk = await SmallDisk.MountAsync(cluster.Data, "24m");
        (await cluster.ServeAsync()).Require();
        await cluster.Kubectl.TextAsync("create", "configmap", "before", "--from-literal=a=1");
        await disk.FillAsync();
        var refused = await Eventually.HoldsAsync(
            () => cluster.Kubectl.FeedAsync($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"big-"},"data":{"x":"{{new string('x', 200_000)}}"} }""", "create", "-f", "-"),
            result => result.ExitCode != 0);
        Assert.Contains("space", refused.Error, StringComparison.Ordinal);
        Assert.Equal("1", await cluster.Kubectl.FieldAsync("configmap/before", ".data.a"));
        disk.Free();
        await Eventually.HoldsAsync(() => cluster.Kubectl.RunAsync("create", "configmap", "after"), result => result.ExitCode == 0);
        Assert.Equal("1", await cluster.Kubectl.FieldAsync("configmap/before", ".data.a"));
    }

    [Fact]
    public async Task Start_WithoutRoot_RunsTheControlPlaneAndSaysWhyNoPodsRun()
    {
        Requirements.Require("setpriv");
        await using var cluster = new TestCluster();
        Directory.CreateDirectory(cluster.Data);
        (await Command.RunAsync("chown", ["65534:65534", cluster.Data])).Require();
        var up = await Command.RunAsync("setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", TriremeProgram.Script, "up", "--detach", "--no-install",
             "--data-dir", cluster.Data, "--api-port", cluster.ApiPort.ToString(CultureInfo.InvariantCulture)],
            null, new Dictionary<string, string>(TriremeProgram.Environment) { ["HOME"] = "/nonexistent", ["DOTNET_CLI_HOME"] = cluster.Data });
        up.Require();
        Assert.Contains("no Pods run on this machine: that needs root", up.Output, StringComparison.Ordinal);
        Assert.Equal("configmap/conf created", await cluster.Kubectl.TextAsync("create", "configmap", "conf"));
        await cluster.Kubectl.FieldIsAsync("serviceaccount/default", ".metadata.name", "default");
        Assert.Contains("No resources found", (await cluster.Kubectl.RunAsync("get", "nodes")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Again_SaysThatItRuns()
    {
        Requirements.Require();
        await using var cluster = new TestCluster();
        (await cluster.ServeAsync()).Require();
        var process = cluster.ProcessId;
        var again = (await cluster.ServeAsync()).Require();
        Assert.Contains($"the cluster in {cluster.Data} is running already (process {process})", again.Output, StringComparison.Ordinal);
        var status = (await TriremeProgram.RunAsync("status", "--data-dir", cluster.Data)).Require();
        Assert.Contains(process.ToString(CultureInfo.InvariantCulture), status.Output, StringComparison.Ordinal);
        Assert.Equal(process, cluster.ProcessId);
    }

    // One line for people, no stack trace, and nothing that runs on.
    private static void Refused(CommandResult up, string message)
    {
        Assert.Equal(1, up.ExitCode);
        Assert.StartsWith(message, up.Error, StringComparison.Ordinal);
        Assert.Single(up.Error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", up.Output, StringComparison.Ordinal);
    }
}
