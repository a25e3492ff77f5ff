using System.ComponentModel;
using System.Diagnostics;

namespace Trireme.Network.Programs;

/// <summary>Runs the system's own network programs: <c>nft</c>, <c>ip</c>.</summary>
internal static class SystemProgram
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="NetworkException">It is missing or failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await TryRunAsync(program, arguments, input, cancellationToken).ConfigureAwait(false);
        return exitCode == 0
            ? output
            : throw new NetworkException($"{program} {string.Join(' ', arguments)} failed: {(error.Length > 0 ? error.Trim() : $"exit code {exitCode}")}");
    }

    /// <summary>Runs a program to its end and tells how it went.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> TryRunAsync(
        string program, IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = start.Environment["PATH"] + ":/usr/sbin:/sbin";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                if (input is not null)
                    await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it read all; its exit code and error text tell why.
            }
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (Win32Exception error)
        {
            throw new NetworkException($"{program} cannot be run: {error.Message}", error);
        }
    }
}
