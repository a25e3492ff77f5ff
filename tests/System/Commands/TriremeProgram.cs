using System.Reflection;

namespace Trireme.Tests.System.Commands;

/// <summary>The program as people start it: the script in the repository's root, with the Release build that is there already.</summary>
internal static class TriremeProgram
{
    /// <summary>What the script needs in its environment so that it does not build.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string> { ["TRIREME_NO_BUILD"] = "1" };

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The script.</summary>
    public static string Script => Path.Combine(Root, "trireme");

    /// <summary>Whether there is a Release build for the script to start.</summary>
    public static bool IsBuilt => File.Exists(Path.Combine(Root, ".build", "release", "trireme.dll"));

    /// <summary>Runs the program to its end.</summary>
    public static Task<CommandResult> RunAsync(params string[] arguments) => Command.RunAsync(Script, arguments, null, Environment);

    private static string FindRoot()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Trireme.slnx")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("the tests do not run below the repository's root");
    }
}
