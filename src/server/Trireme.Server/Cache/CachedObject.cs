using Trireme.Machinery.Selectors;

namespace Trireme.Server.Cache;

/// <summary>
/// An object as the server holds it in memory: the bytes that are served, and what selection needs, read out once. Immutable, but for
/// the values of selectable fields, which are read when first asked for (two threads that ask at once read the same).
/// </summary>
internal sealed class CachedObject
{
    private string?[]? _fields;

    /// <summary>Namespace and name as <c>ns/name</c>; the bare name outside of namespaces. Tables are in ordinal order of it.</summary>
    public required string Key { get; init; }

    /// <summary>The namespace; empty outside of namespaces.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The revision at which the object came to be as it is.</summary>
    public required long Revision { get; init; }

    /// <summary>The served JSON in UTF-8, with the resource version in it.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Where in <see cref="Json"/> the digits of the resource version start.</summary>
    public required int VersionStart { get; init; }

    /// <summary>How many digits the resource version has.</summary>
    public required int VersionLength { get; init; }

    /// <summary>The labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The value of a selectable field.</summary>
    /// <param name="fields">The selectable fields of the kind.</param>
    /// <param name="index">Which of them.</param>
    public string Field(IReadOnlyList<string> fields, int index)
    {
        var values = _fields ??= new string?[fields.Count];
        return values[index] ??= FieldSelector.Value(Json.Span, fields[index]);
    }

    /// <summary>The same object with another resource version: how a deletion, or the leaving of a selection, is told to watchers.</summary>
    public CachedObject AtRevision(long revision)
    {
        Span<byte> digits = stackalloc byte[20];
        System.Buffers.Text.Utf8Formatter.TryFormat(revision, digits, out var count);
        var json = new byte[Json.Length - VersionLength + count];
        var old = Json.Span;
        old[..VersionStart].CopyTo(json);
        digits[..count].CopyTo(json.AsSpan(VersionStart));
        old[(VersionStart + VersionLength)..].CopyTo(json.AsSpan(VersionStart + count));
        return new CachedObject
        {
            Key = Key,
            Namespace = Namespace,
            Name = Name,
            Uid = Uid,
            Revision = revision,
            Json = json,
            VersionStart = VersionStart,
            VersionLength = count,
            Labels = Labels,
            _fields = _fields,
        };
    }

    /// <summary>Whether the stored form (the JSON without resource version) of this object is these bytes.</summary>
    public bool IsStoredAs(ReadOnlySpan<byte> stored)
    {
        // the splice is ,"resourceVersion":"N": 20 bytes, the digits, and a quote
        const int Before = 20;
        var start = VersionStart - Before;
        var json = Json.Span;
        return stored.Length == json.Length - VersionLength - Before - 1
            && stored[..start].SequenceEqual(json[..start])
            && stored[start..].SequenceEqual(json[(VersionStart + VersionLength + 1)..]);
    }
}
