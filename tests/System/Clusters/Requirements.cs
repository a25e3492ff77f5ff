using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Clusters;

/// <summary>What these tests need of the machine.</summary>
internal static class Requirements
{
    /// <summary>Skips the test, and says why, where the machine lacks something.</summary>
    /// <param name="programs">Programs that are needed besides kubectl and what a node needs.</param>
    public static void Require(params string[] programs)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: containers, mounts and nftables");
        foreach (var program in (string[])["kubectl", "containerd", "ctr", "runc", "nft", "ip", .. programs])
            Assert.SkipUnless(Has(program), $"needs {program} on the PATH");
        Assert.True(TriremeProgram.IsBuilt, "there is no Release build: run ./trireme --version first, as ./test does");
    }

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
