using System.Buffers;
using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// The events of one YAML document, and how they become JSON. Aliases and merge keys are written out in full, within bounds that a
/// document full of aliases to aliases cannot pass.
/// </summary>
internal sealed class YamlDocument
{
    private const int MaximumEvents = 2_000_000;
    private const int MaximumPairs = 4_000_000;
    private const int MaximumExpandedBytes = 16 * 1024 * 1024;

    private readonly List<ParsingEvent> _events = [];
    private readonly Dictionary<string, int> _anchors = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private bool _refuseDuplicates;
    private int _pairs;
    private bool _hasAlias;

    /// <summary>Whether there is nothing but a null.</summary>
    public bool IsEmpty => _events.Count == 0 || (_events[0] is Scalar { Style: ScalarStyle.Plain } scalar && YamlScalar.Resolve(scalar.Value, out _, out _) == YamlScalarKind.Null);

    /// <summary>Takes the next event of the document.</summary>
    /// <exception cref="YamlFormatException">There are too many of them.</exception>
    public void Add(ParsingEvent next)
    {
        if (next is NodeEvent { Anchor.IsEmpty: false } node && next is not AnchorAlias)
            _anchors[node.Anchor.Value] = _events.Count;
        if (next is AnchorAlias)
            _hasAlias = true;
        _events.Add(next);
        if (_events.Count > MaximumEvents)
            throw Problem(next, "document is too large");
    }

    /// <summary>The document as JSON.</summary>
    /// <param name="refuseDuplicates">Whether a repeated key is an error; otherwise it is repeated in the JSON.</param>
    /// <exception cref="YamlFormatException">The document means nothing that JSON can say, or is too large or too deep.</exception>
    public ReadOnlyMemory<byte> ToJson(bool refuseDuplicates)
    {
        _refuseDuplicates = refuseDuplicates;
        using (var writer = new Utf8JsonWriter(_output, new JsonWriterOptions { SkipValidation = true, MaxDepth = 1000 }))
        {
            var at = 0;
            Write(writer, ref at, 0);
        }
        return _output.WrittenMemory;
    }

    public static YamlFormatException Problem(ParsingEvent at, string what) =>
        new($"line {at.Start.Line.ToString(CultureInfo.InvariantCulture)}: {what}");

    private void Write(Utf8JsonWriter writer, ref int at, int depth)
    {
        var next = _events[at];
        if (depth > ObjectDecoder.MaximumDepth)
            throw Problem(next, "exceeded max depth");
        if (_hasAlias && writer.BytesCommitted + writer.BytesPending > MaximumExpandedBytes)
            throw Problem(next, "document contains excessive aliasing");
        switch (next)
        {
            case Scalar scalar:
                WriteScalar(writer, scalar);
                at++;
                break;
            case AnchorAlias alias:
                var target = Target(alias, at);
                Write(writer, ref target, depth + 1);
                at++;
                break;
            case SequenceStart:
                writer.WriteStartArray();
                for (at++; _events[at] is not SequenceEnd;)
                    Write(writer, ref at, depth + 1);
                writer.WriteEndArray();
                at++;
                break;
            case MappingStart:
                writer.WriteStartObject();
                foreach (var (key, value) in Pairs(ref at, depth))
                {
                    writer.WritePropertyName(key);
                    var from = value;
                    Write(writer, ref from, depth + 1);
                }
                writer.WriteEndObject();
                break;
            default:
                throw Problem(next, "did not find expected node content");
        }
    }

    private int Target(AnchorAlias alias, int at)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target) || target >= at)
            throw Problem(alias, $"unknown anchor '{alias.Value.Value}' referenced");
        return target;
    }

    /// <summary>The keys of the mapping at this place and where their values start; moves past the mapping.</summary>
    private List<(string Key, int Value)> Pairs(ref int at, int depth)
    {
        if (depth > ObjectDecoder.MaximumDepth)
            throw Problem(_events[at], "exceeded max depth");
        var pairs = new List<(string Key, int Value)>();
        HashSet<string>? seen = null;
        List<int>? merges = null;
        for (at++; _events[at] is not MappingEnd;)
        {
            var place = _events[at];
            if (++_pairs > MaximumPairs)
                throw Problem(place, "document contains excessive aliasing");
            var key = Key(ref at, out var isMerge);
            if (isMerge)
                (merges ??= []).Add(at);
            else
                pairs.Add((key, at));
            if (!isMerge && _refuseDuplicates && !(seen ??= new(StringComparer.Ordinal)).Add(key))
                throw Problem(place, $"key \"{key}\" already set in map");
            Skip(ref at);
        }
        at++;
        if (merges is null)
            return pairs;
        seen ??= pairs.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var merge in merges)
            Merge(merge, pairs, seen, depth);
        return pairs;
    }

    private void Merge(int from, List<(string Key, int Value)> pairs, HashSet<string> seen, int depth)
    {
        switch (_events[from])
        {
            case AnchorAlias alias when _events[Target(alias, from)] is MappingStart:
                Merge(Target(alias, from), pairs, seen, depth + 1);
                break;
            case MappingStart:
                foreach (var pair in Pairs(ref from, depth + 1))
                {
                    if (seen.Add(pair.Key))
                        pairs.Add(pair);
                }
                break;
            case SequenceStart:
                for (from++; _events[from] is not SequenceEnd; Skip(ref from))
                {
                    if (_events[from] is SequenceStart)
                        throw Problem(_events[from], "map merge requires map or sequence of maps as the value");
                    Merge(from, pairs, seen, depth + 1);
                }
                break;
            default:
                throw Problem(_events[from], "map merge requires map or sequence of maps as the value");
        }
    }

    private string Key(ref int at, out bool isMerge)
    {
        isMerge = false;
        var place = at;
        if (_events[at] is AnchorAlias alias)
            place = Target(alias, at);
        if (_events[place] is not Scalar scalar)
            throw Problem(_events[at], "invalid map key");
        at++;
        if (scalar.Value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && scalar.Value.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar))
            throw Problem(scalar, "invalid Unicode in a key");
        if (IsText(scalar))
            return scalar.Value;
        switch (YamlScalar.Resolve(scalar.Value, out var integer, out var real))
        {
            case YamlScalarKind.True:
                return "true";
            case YamlScalarKind.False:
                return "false";
            case YamlScalarKind.Integer:
                return integer.ToString(CultureInfo.InvariantCulture);
            case YamlScalarKind.Float:
                return real.ToString("R", CultureInfo.InvariantCulture);
            case YamlScalarKind.Null:
                return "null";
            case YamlScalarKind.Merge:
                isMerge = true;
                return "<<";
            default:
                return scalar.Value;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Scalar scalar)
    {
        if (IsText(scalar))
        {
            WriteText(writer, scalar);
            return;
        }
        switch (YamlScalar.Resolve(scalar.Value, out var integer, out var real))
        {
            case YamlScalarKind.Null:
                writer.WriteNullValue();
                break;
            case YamlScalarKind.True:
            case YamlScalarKind.False:
                writer.WriteBooleanValue(YamlScalar.Resolve(scalar.Value, out _, out _) == YamlScalarKind.True);
                break;
            case YamlScalarKind.Integer:
                writer.WriteRawValue(integer.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case YamlScalarKind.Float:
                writer.WriteNumberValue(real);
                break;
            case YamlScalarKind.NotFinite:
                throw Problem(scalar, $"unsupported value: {scalar.Value}");
            default:
                WriteText(writer, scalar);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, Scalar scalar)
    {
        try
        {
            writer.WriteStringValue(scalar.Value);
        }
        catch (ArgumentException)
        {
            // An escape of half a character; JSON has no text for it.
            throw Problem(scalar, "invalid Unicode in a string");
        }
    }

    private static bool IsText(Scalar scalar) =>
        scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value is "tag:yaml.org,2002:str" or "tag:yaml.org,2002:binary" or "!!str" or "!");

    private void Skip(ref int at)
    {
        var depth = 0;
        do
        {
            depth += _events[at].NestingIncrease;
            at++;
        }
        while (depth > 0);
    }
}
