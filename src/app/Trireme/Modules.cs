using System.CommandLine;
using Trireme.Client;
using Trireme.Commands;

namespace Trireme;

/// <summary>The only list of what is linked into the program.</summary>
internal static class Modules
{
    /// <summary>The commands, in the order in which help shows them.</summary>
    public static IReadOnlyList<Command> Commands =>
    [
        UpCommand.Create(),
        DownCommand.Create(),
        StatusCommand.Create(),
        UpCommand.Create("server", "start a control plane without a node; nodes join it with 'trireme node'", withNode: false),
        NodeCommand.Create(),
        TokenCommand.Create(),
        ImageCommand.Create(),
        GetCommand.Create(),
        DescribeCommand.Create(),
        ApplyCommand.Create(),
        DeleteCommand.Create(),
        LogsCommand.Create(),
        ExecCommand.Create(),
        ScaleCommand.Create(),
        WaitCommand.Create(),
        RolloutCommand.Create(),
        PortForwardCommand.Create(),
        ApiResourcesCommand.Create(),
    ];
}
