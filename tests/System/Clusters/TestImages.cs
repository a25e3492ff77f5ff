using System.Security.Cryptography;
using Trireme.Tests.System.Commands;

namespace Trireme.Tests.System.Clusters;

/// <summary>The example's images, built once for all clusters of a test run.</summary>
internal sealed class TestImages : IDisposable
{
    private readonly string _folder = $"/tmp/trireme-images-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    private readonly Lazy<Task<IReadOnlyList<string>>> _archives;

    /// <summary>Nothing is built yet.</summary>
    public TestImages() => _archives = new(BuildAsync);

    /// <summary>Archives of <c>hello:1</c> and <c>hello:2</c>.</summary>
    public Task<IReadOnlyList<string>> ArchivesAsync() => _archives.Value;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<IReadOnlyList<string>> BuildAsync()
    {
        var script = Path.Combine(TriremeProgram.Root, "examples", "hello", "build.sh");
        var environment = new Dictionary<string, string>(TriremeProgram.Environment) { ["TRIREME"] = TriremeProgram.Script };
        (await Command.RunAsync("bash", [script, _folder], null, environment)).Require();
        return [.. Directory.EnumerateFiles(_folder, "*.tar").Order(StringComparer.Ordinal)];
    }
}
