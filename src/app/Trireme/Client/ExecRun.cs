using Microsoft.Win32.SafeHandles;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Streaming;

namespace Trireme.Client;

/// <summary>Runs one command in a container, with this program's standard streams as its own.</summary>
internal sealed class ExecRun(ClientSession session)
{
    /// <summary>The Pod's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Pod.</summary>
    public required string Pod { get; init; }

    /// <summary>The container.</summary>
    public required string Container { get; init; }

    /// <summary>The command with its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Whether standard input is passed on.</summary>
    public bool Input { get; init; }

    /// <summary>Whether the command gets a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Whether nothing but the command's output is printed.</summary>
    public bool Quiet { get; init; }

    /// <summary>Runs the command; returns its exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var query = new UrlQuery().Add("container", Container);
        foreach (var word in Command)
            query.Add("command", word);
        query.Add("stdin", Input).Add("stdout", true).Add("stderr", !Tty).Add("tty", Tty);
        var socket = await session.OpenWebSocket(
            PodFinder.Pods.Path(Namespace, Pod, "exec") + query, [RemoteCommand.Protocol], cancellationToken).ConfigureAwait(false);
        using var remote = new RemoteCommand(socket);
        using var raw = Tty ? Terminal.EnterRaw() : null;
        using var sizes = Tty ? Terminal.OnResize(() => _ = SendSizeAsync(remote, cancellationToken)) : null;
        if (Tty)
            await SendSizeAsync(remote, cancellationToken).ConfigureAwait(false);
        if (Input)
        {
            // Not awaited: it ends with the input, which may be long after the command's end.
            _ = remote.SendInputAsync(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0), cancellationToken);
        }
        var errors = Console.OpenStandardError();
        await using var closing = errors.ConfigureAwait(false);
        var outcome = await remote.ReceiveAsync(session.BinaryOut, errors, cancellationToken).ConfigureAwait(false);
        raw?.Dispose();
        if (outcome.Message is { } message && !Quiet)
            await session.Error.WriteLineAsync(message).ConfigureAwait(false);
        return outcome.ExitCode;
    }

    private static async Task SendSizeAsync(RemoteCommand remote, CancellationToken cancellationToken)
    {
        if (Terminal.Size() is { } size)
            await remote.SendSizeAsync(size.Columns, size.Rows, cancellationToken).ConfigureAwait(false);
    }
}
