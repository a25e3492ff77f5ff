using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Clusters;

/// <summary>A cluster of this machine with a data folder and ports of its own; disposing it takes everything away and looks for leftovers.</summary>
internal sealed partial class TestCluster : IAsyncDisposable
{
    private readonly string _home;

    /// <summary>Chooses folder and ports; nothing runs yet.</summary>
    public TestCluster()
    {
        var suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        Data = $"/tmp/trireme-test-{suffix}";
        _home = $"/tmp/trireme-home-{suffix}";
        Directory.CreateDirectory(_home);
        Kubectl = new Kubectl(Path.Combine(Data, "kubeconfig"), _home);
    }

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>The API server's port.</summary>
    public int ApiPort { get; } = FreePort.Next();

    /// <summary>The node agent's port.</summary>
    public int NodePort { get; } = FreePort.Next();

    /// <summary>kubectl as the administrator.</summary>
    public Kubectl Kubectl { get; }

    /// <summary>The process that runs the cluster.</summary>
    public int ProcessId => (int)Json("process.json")["processId"]!;

    /// <summary>The socket of the cluster's containerd.</summary>
    public string Socket => SocketPattern().Match(File.ReadAllText(Path.Combine(Data, "containerd", "config.toml"))).Value;

    /// <summary>Starts the cluster in the background, or finds it running; returns what came of it.</summary>
    public Task<CommandResult> UpAsync(params string[] options) => StartAsync("up", ["--node-port", Number(NodePort), .. options]);

    /// <summary>Starts a control plane without a node.</summary>
    public Task<CommandResult> ServeAsync(params string[] options) => StartAsync("server", options);

    /// <summary>Ends the process with a signal and waits until it is gone; containers run on.</summary>
    public async Task SignalAsync(string signal)
    {
        var process = ProcessId;
        (await Command.RunAsync("kill", [signal, Number(process)])).Require();
        await Eventually.HoldsAsync(() => Task.FromResult(IsAlive(process)), alive => !alive, null, $"process {process} has ended after kill {signal}");
    }

    /// <summary>Imports image archives.</summary>
    public async Task ImportAsync(IEnumerable<string> archives)
    {
        foreach (var archive in archives)
            (await TriremeProgram.RunAsync("image", "import", "--data-dir", Data, archive)).Require();
    }

    /// <summary>Identities of the containers that containerd knows, those of sandboxes among them.</summary>
    public async Task<IReadOnlySet<string>> ContainersAsync() =>
        (await Command.RunAsync("ctr", ["-a", Socket, "-n", "k8s.io", "containers", "ls", "-q"])).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    /// <summary>What would tell that the cluster is still on the machine.</summary>
    public Leftovers Leftovers()
    {
        var settings = Json("cluster.json");
        var marks = File.Exists(Path.Combine(Data, "containerd", "config.toml")) ? (string[])[Data, Path.GetDirectoryName(Socket)!] : [Data];
        return new Leftovers(marks, (string)settings["bridge"]!, (string)settings["table"]!);
    }

    public async ValueTask DisposeAsync()
    {
        var leftovers = File.Exists(Path.Combine(Data, "cluster.json")) ? Leftovers() : null;
        var down = await TriremeProgram.RunAsync("down", "--data-dir", Data, "--delete-data");
        Directory.Delete(_home, recursive: true);
        down.Require();
        if (leftovers is not null)
            await leftovers.AssertNoneAsync();
        Assert.False(Directory.Exists(Data), $"{Data} is still there");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // A zombie has ended: whoever started it has yet to notice.
    private static bool IsAlive(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex("/[^\"]*containerd\\.sock(?=\")")]
    private static partial Regex SocketPattern();

    private Task<CommandResult> StartAsync(string verb, IEnumerable<string> options) =>
        TriremeProgram.RunAsync([verb, "--detach", "--data-dir", Data, "--api-port", Number(ApiPort), .. options]);

    private JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Data, file)))!;
}
