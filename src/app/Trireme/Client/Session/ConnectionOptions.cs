using System.CommandLine;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Commands;
using Trireme.Hosting;

namespace Trireme.Client.Session;

/// <summary>The options that say which cluster a command speaks to, and in which namespace.</summary>
internal sealed class ConnectionOptions
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "the kubeconfig to use; else $KUBECONFIG, ~/.kube/config, or that of the cluster on this machine", HelpName = "FILE" };
    private readonly Option<string?> _context = new("--context") { Description = "the context of the kubeconfig; else its current one", HelpName = "NAME" };
    private readonly Option<string?> _namespace = new("--namespace", "-n") { Description = "the namespace; else that of the context", HelpName = "NAME" };
    private readonly Option<string> _data = CommonOptions.DataDirectory();

    /// <summary>Adds the options to a command.</summary>
    public ConnectionOptions AddTo(Command command)
    {
        command.Options.Add(_namespace);
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Options.Add(_data);
        return this;
    }

    /// <summary>Makes the action of a command: opens the session, runs the work, words its failures, and returns the exit code.</summary>
    public void Run(Command command, Func<ParseResult, ClientSession, CancellationToken, Task<int>> work) =>
        command.SetAction((result, cancellationToken) => RunAsync(result, work, cancellationToken));

    private async Task<int> RunAsync(
        ParseResult result, Func<ParseResult, ClientSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 16 << 10);
        await using var closing = output.ConfigureAwait(false);
        // Not Console.Error, which would take over the terminal and write to it.
        var error = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
        await using var closingError = error.ConfigureAwait(false);
        try
        {
            var session = Open(result, output, error);
            await using (session.ConfigureAwait(false))
                return await work(result, session, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 130; // as a shell counts an end by Ctrl-C
        }
        catch (Exception failure) when (ErrorText.Of(failure) is not null)
        {
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await error.WriteLineAsync(ErrorText.Of(failure)).ConfigureAwait(false);
            return (failure as CommandException)?.ExitCode ?? 1;
        }
    }

    private ClientSession Open(ParseResult result, TextWriter output, TextWriter error)
    {
        var connection = Kubeconfig.Load(FindFile(result)).Connection(result.GetValue(_context));
        var transport = new HttpsTransport(connection, TimeProvider.System);
        return new ClientSession(transport, result.GetValue(_namespace) is { Length: > 0 } ns ? ns : connection.Namespace, output, error, TimeProvider.System)
        {
            BinaryOut = Console.OpenStandardOutput(),
            OpenWebSocket = transport.OpenWebSocketAsync,
        };
    }

    private string FindFile(ParseResult result)
    {
        if (result.GetValue(_kubeconfig) is { Length: > 0 } named)
            return named;
        var ofData = new ClusterPaths(result.GetValue(_data)!).Kubeconfig;
        if (result.GetResult(_data) is { Implicit: false })
            return ofData;
        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } listed)
        {
            var files = listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
            return files.FirstOrDefault(File.Exists) ?? files[0];
        }
        var ofHome = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        if (File.Exists(ofHome))
            return ofHome;
        return File.Exists(ofData)
            ? ofData
            : throw new CommandException($"there is no cluster to speak to: neither {ofHome} nor {ofData} exists. Start one with 'trireme up', or name a kubeconfig with --kubeconfig");
    }
}
