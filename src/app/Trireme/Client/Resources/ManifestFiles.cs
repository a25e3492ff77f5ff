using System.CommandLine;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;
using Trireme.Machinery.Decoding;

namespace Trireme.Client.Resources;

/// <summary>Reads objects from manifests: files, folders, standard input. Lists come as their items.</summary>
internal static class ManifestFiles
{
    private const long MaximumBytes = 64 << 20;

    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

    /// <summary>The option <c>-f</c>.</summary>
    public static Option<string[]> Option() => new("--filename", "-f")
    {
        Description = "a manifest, a folder of manifests, or - for standard input; may be given again",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The option <c>-R</c>.</summary>
    public static Option<bool> RecursiveOption() => new("--recursive", "-R") { Description = "look into folders inside the folder too" };

    /// <summary>The objects in the order of files and documents.</summary>
    /// <exception cref="CommandException">A file does not exist, may not be read, or is no manifest.</exception>
    public static IEnumerable<JsonObject> Read(IReadOnlyList<string> files, bool recursive)
    {
        foreach (var source in files.SelectMany(file => Expand(file, recursive)))
        {
            foreach (var item in ReadSource(source))
                yield return item;
        }
    }

    /// <summary>The objects of a manifest.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="source">What to call it in messages.</param>
    public static IReadOnlyList<JsonObject> Parse(string text, string source)
    {
        var found = new List<JsonObject>();
        try
        {
            foreach (var document in YamlReader.ReadAll(text))
                Add(document, source, found);
        }
        catch (YamlFormatException broken)
        {
            throw new CommandException($"error parsing {source}: {broken.Message}");
        }
        return found;
    }

    private static void Add(JsonObject document, string source, List<JsonObject> found)
    {
        var kind = document.Text("kind");
        if (kind.Length == 0)
            throw new CommandException($"error validating \"{source}\": error validating data: kind not set");
        if (document.Text("apiVersion").Length == 0)
            throw new CommandException($"error validating \"{source}\": error validating data: apiVersion not set");
        if (!kind.EndsWith("List", StringComparison.Ordinal) || document["items"] is not JsonArray)
        {
            found.Add(document);
            return;
        }
        foreach (var item in document.Items("items").ToList())
            Add(item, source, found);
    }

    private static IEnumerable<string> Expand(string file, bool recursive)
    {
        if (file == "-" || File.Exists(file))
            return [file];
        if (!Directory.Exists(file))
            throw new CommandException($"the path \"{file}\" does not exist");
        var found = Directory.EnumerateFiles(file, "*", recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        return found.Count > 0
            ? found
            : throw new CommandException($"error reading [{file}]: recognized file extensions are [{string.Join(' ', Extensions)}]");
    }

    private static IReadOnlyList<JsonObject> ReadSource(string source)
    {
        try
        {
            using var stream = source == "-" ? Console.OpenStandardInput() : File.OpenRead(source);
            using var reader = new StreamReader(stream);
            return Parse(ReadBounded(reader, source), source == "-" ? "STDIN" : source);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"error reading {source}: {broken.Message}");
        }
    }

    private static string ReadBounded(StreamReader reader, string source)
    {
        var text = new System.Text.StringBuilder();
        var chunk = new char[16 << 10];
        int read;
        while ((read = reader.Read(chunk)) > 0)
        {
            if (text.Length + read > MaximumBytes)
                throw new CommandException($"{source} is larger than 64 MiB: it is not a manifest");
            text.Append(chunk, 0, read);
        }
        return text.ToString();
    }
}
