using System.Diagnostics;
using Trireme.Node.Cri;
using Trireme.Node.Cri.Containerd;
using Trireme.Node.Cri.Images;
using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>A private containerd with a point-to-point network, and an image made of Debian's busybox-static.</summary>
public sealed class CriHarness : PodRuntimeHarness
{
    private const string Busybox = "/bin/busybox";
    private ContainerdProcess? _containerd;

    public ContainerdProcess Containerd => _containerd!;

    public ContainerdOptions Options { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        SkipReason = await WhyNotAsync();
        if (SkipReason is not null)
            return;
        WorkDirectory = Path.Combine(Path.GetTempPath(), $"trireme-contract-{Environment.ProcessId}");
        Directory.CreateDirectory(WorkDirectory);
        Options = new() { DataDirectory = WorkDirectory, WatchInterval = TimeSpan.FromMilliseconds(100) };
        _containerd = new(Options);
        Directory.CreateDirectory(_containerd.CniConfigDirectory);
        await File.WriteAllTextAsync(Path.Combine(_containerd.CniConfigDirectory, "10-test.conflist"), $$"""
            {
              "cniVersion": "0.4.0", "name": "trireme-contract",
              "plugins": [
                { "type": "ptp", "ipam": { "type": "host-local", "subnet": "10.250.77.0/24", "dataDir": "{{WorkDirectory}}/ipam" } }
              ]
            }
            """);
        await _containerd.StartAsync(progress: null, CancellationToken.None);
        Runtime = new CriRuntime(new() { SocketPath = _containerd.SocketPath });
        Image = ImageReference.Normalize("contract/busybox:1");
        await ImportImageAsync(Image);
    }

    public override Task<IPodRuntime> ReconnectAsync() =>
        Task.FromResult<IPodRuntime>(new CriRuntime(new() { SocketPath = _containerd!.SocketPath }));

    public override async Task ImportImageAsync(params string[] names)
    {
        var archive = await BuildAsync(names);
        await new ImageImporter(_containerd!.SocketPath, TimeProvider.System).ImportAsync(archive, CancellationToken.None);
    }

    public static async Task<MemoryStream> BuildAsync(params string[] names)
    {
        var builder = new OciImageBuilder(names[0])
        {
            Config = new() { Command = ["/bin/sh"], Environment = ["PATH=/bin"], Labels = new Dictionary<string, string> { ["names"] = string.Join(' ', names) } },
        };
        await using var disposing = builder;
        foreach (var name in names)
            builder.AddName(name);
        var tools = new[] { "sh", "cat", "echo", "sleep", "id", "kill", "hostname", "ls", "dd", "tail", "true", "false", "nc", "stty", "head", "grep", "touch", "wc", "ps", "md5sum", "httpd", "mkdir" };
        await builder.AddFilesAsync(
            [
                OciFile.Folder("bin"), OciFile.Folder("tmp"), OciFile.Folder("etc"),
                new("etc/passwd", "root:x:0:0::/:/bin/sh\nguest:x:1234:1234::/:/bin/sh\n"u8.ToArray(), OciFile.Readable),
                new("etc/group", "root:x:0:\nguest:x:1234:\n"u8.ToArray(), OciFile.Readable),
                new("bin/busybox", await File.ReadAllBytesAsync(Busybox), OciFile.Executable),
                .. tools.Select(tool => OciFile.Link($"bin/{tool}", "busybox")),
            ],
            CancellationToken.None);
        var archive = new MemoryStream();
        await builder.WriteAsync(archive, CancellationToken.None);
        archive.Position = 0;
        return archive;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_containerd is null)
            return;
        if (Runtime is not null)
            await Runtime.DisposeAsync();
        await _containerd.StopAsync(TimeSpan.Zero, progress: null, CancellationToken.None);
        await _containerd.DisposeAsync();
        AssertNothingLeft();
        Directory.Delete(WorkDirectory, recursive: true);
    }

    /// <summary>No process, mount, socket or interface may remain: a leak fails the suite.</summary>
    private void AssertNothingLeft()
    {
        var mounts = File.ReadAllLines("/proc/self/mountinfo").Where(line => line.Contains(WorkDirectory) || line.Contains(Path.GetDirectoryName(_containerd!.SocketPath)!));
        Assert.Empty(mounts);
        var processes = Process.GetProcesses().Where(process => CommandLine(process.Id).Contains(_containerd!.SocketPath));
        Assert.Empty(processes.Select(process => process.ProcessName));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_containerd!.SocketPath)));
    }

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    internal static async Task<string?> WhyNotAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "real containers need root on Linux";
        if (!File.Exists(Busybox) || !await IsStaticAsync())
            return "needs Debian's busybox-static";
        var missing = ContainerdBinaries.Find().Missing;
        return missing.Count > 0 ? $"missing: {string.Join(", ", missing)}" : null;
    }

    private static async Task<bool> IsStaticAsync()
    {
        // A dynamic program names its loader.
        var bytes = await File.ReadAllBytesAsync(Busybox);
        return bytes.AsSpan().IndexOf("ld-linux"u8) < 0 || bytes.AsSpan(0, 1024).IndexOf("/lib64/ld-linux"u8) < 0;
    }
}
