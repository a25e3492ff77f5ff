using Trireme.Hosting;

namespace Trireme.Examples;

/// <summary>The examples that the source tree holds.</summary>
internal static class ExampleCatalog
{
    /// <summary>The folder of an example.</summary>
    /// <exception cref="StartException">There is no such example; the message names those that there are.</exception>
    public static string Require(string name)
    {
        var root = Path.Combine(Environment.GetEnvironmentVariable("TRIREME_HOME") ?? Environment.CurrentDirectory, "examples");
        var folder = Path.Combine(root, name);
        if (name.All(c => char.IsAsciiLetterLower(c) || c == '-') && File.Exists(Path.Combine(folder, "build.sh")))
            return folder;
        string?[] known = Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).Where(candidate => File.Exists(Path.Combine(candidate, "build.sh"))).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray()
            : [];
        throw new StartException(known.Length > 0 ? $"there is no example {name}; there are: {string.Join(", ", known)}" : $"there are no examples below {root}; run from a source checkout");
    }

    /// <summary>What an example says of itself: names and values of <c>example.env</c>, quotes taken off.</summary>
    public static IReadOnlyDictionary<string, string> Facts(string folder)
    {
        var facts = new Dictionary<string, string>();
        var text = File.ReadAllText(Path.Combine(folder, "example.env"));
        foreach (var part in text.Split("\"\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = string.Join('\n', part.Split('\n').SkipWhile(candidate => candidate.StartsWith('#')));
            if (line.Split("=\"", 2) is [var name, var value])
                facts[name] = value;
        }
        return facts;
    }
}
