using Xunit;

namespace Trireme.Tests.System.Commands;

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>The output without surrounding white space, of a command that must have succeeded.</summary>
    public string Text => Require().Output.Trim();

    /// <summary>Fails the test unless the command succeeded.</summary>
    public CommandResult Require()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    public override string ToString() => $"$ {CommandLine}\n{Output}{Error}(exit code {ExitCode})";
}
