using System.CommandLine;

namespace Trireme;

/// <summary>The program.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Trireme: a Kubernetes-compatible orchestrator in one program");
        foreach (var command in Modules.Commands)
            root.Subcommands.Add(command);
        return root.Parse(arguments).InvokeAsync();
    }
}
