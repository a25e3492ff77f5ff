using System.Diagnostics;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>The real kubectl of this machine. Where there is none, the test says so and is skipped.</summary>
internal static class Kubectl
{
    /// <summary>Runs kubectl with a kubeconfig.</summary>
    /// <returns>The exit code, and all that was printed to both outputs.</returns>
    public static async Task<(int Code, string Output)> RunAsync(string kubeconfig, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = Path.GetDirectoryName(kubeconfig);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not installed");
            throw;
        }
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
    }
}
