using System.Diagnostics;
using System.Text;

namespace Trireme.Tests.System.Commands;

/// <summary>A program that runs while the test does other things, and ends with it.</summary>
internal sealed class LiveCommand : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _text = new();

    /// <summary>Starts a program.</summary>
    public LiveCommand(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        _process = Process.Start(Command.StartInfo(program, arguments, environment))!;
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it printed so far.</summary>
    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Waits until it has printed something.</summary>
    public Task PrintsAsync(string text, TimeSpan? limit = null) =>
        Eventually.HoldsAsync(() => Task.FromResult(Text), printed => printed.Contains(text, StringComparison.Ordinal), limit);

    /// <summary>Writes a line to its input.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        lock (_text)
            _text.AppendLine(line);
    }
}
