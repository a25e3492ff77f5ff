using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Trireme.Server.Cache;

/// <summary>The fields of a kind that a field selector may name, and how to read them out of the served bytes. Immutable.</summary>
internal sealed class SelectableFields
{
    private readonly FrozenDictionary<string, Branch> _root;
    private readonly string[] _numbersAndFlags;

    private SelectableFields(string[] paths)
    {
        Paths = paths.ToFrozenSet();
        _root = Branches([.. paths.Select(path => (path.Split('.'), path))]);
        _numbersAndFlags = [.. paths.Where(path => Zero(path) is not null)];
    }

    /// <summary>Every path that may be selected by.</summary>
    public FrozenSet<string> Paths { get; }

    /// <summary>The selectable fields of a kind.</summary>
    public static SelectableFields Of(string group, string plural)
    {
        string[] own = (group, plural) switch
        {
            ("", "pods") =>
            [
                "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
                "status.phase", "status.podIP", "status.nominatedNodeName",
            ],
            ("", "nodes") => ["spec.unschedulable"],
            ("", "namespaces") => ["status.phase"],
            ("", "secrets") => ["type"],
            ("", "services") => ["spec.clusterIP", "spec.type"],
            ("", "events") =>
            [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
                "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
            ],
            ("apps", "replicasets") => ["status.replicas"],
            ("certificates.k8s.io", "certificatesigningrequests") => ["spec.signerName"],
            _ => [],
        };
        return new SelectableFields(["metadata.name", "metadata.namespace", .. own]);
    }

    /// <summary>The values of all selectable fields of an object; an absent one is the empty string, or the zero of its type.</summary>
    public IReadOnlyDictionary<string, string> Read(CachedObject value)
    {
        var found = new Dictionary<string, string>(Paths.Count, StringComparer.Ordinal);
        foreach (var path in Paths)
            found[path] = "";
        foreach (var path in _numbersAndFlags)
            found[path] = Zero(path)!;
        var reader = new Utf8JsonReader(value.Json.Span, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        Descend(ref reader, _root, found);
        found["metadata.name"] = value.Name;
        found["metadata.namespace"] = value.Namespace;
        return found;
    }

    private static string? Zero(string path) => path switch
    {
        "spec.hostNetwork" or "spec.unschedulable" => "false",
        "status.replicas" => "0",
        _ => null,
    };

    private static void Descend(ref Utf8JsonReader reader, FrozenDictionary<string, Branch> branches, Dictionary<string, string> found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var branch = Match(ref reader, branches);
            reader.Read();
            if (branch is null)
                reader.Skip();
            else if (reader.TokenType == JsonTokenType.StartObject)
                Enter(ref reader, branch, found);
            else if (branch.Path is not null && reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                found[branch.Path!] = Text(ref reader);
            else
                reader.Skip();
        }
    }

    private static void Enter(ref Utf8JsonReader reader, Branch branch, Dictionary<string, string> found)
    {
        if (branch.Path == "source")
        {
            // the selector's "source" of an Event is the component inside of it
            Descend(ref reader, SourceComponent, found);
            return;
        }
        Descend(ref reader, branch.Children, found);
    }

    private static readonly FrozenDictionary<string, Branch> SourceComponent =
        new Dictionary<string, Branch> { ["component"] = new("component", "source", FrozenDictionary<string, Branch>.Empty) }.ToFrozenDictionary();

    private static Branch? Match(ref Utf8JsonReader reader, FrozenDictionary<string, Branch> branches)
    {
        foreach (var branch in branches.Values)
        {
            if (reader.ValueTextEquals(branch.Name))
                return branch;
        }
        return null;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() ?? "",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    private static FrozenDictionary<string, Branch> Branches(List<(string[] Parts, string Path)> paths, int depth = 0) =>
        paths.GroupBy(path => path.Parts[depth], StringComparer.Ordinal).ToFrozenDictionary(
            group => group.Key,
            group => new Branch(
                group.Key,
                group.FirstOrDefault(path => path.Parts.Length == depth + 1).Path,
                Branches([.. group.Where(path => path.Parts.Length > depth + 1)], depth + 1)));

    private sealed record Branch(string Name, string? Path, FrozenDictionary<string, Branch> Children);
}
