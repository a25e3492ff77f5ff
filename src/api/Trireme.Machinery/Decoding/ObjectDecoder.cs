using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// Turns the body of a request into an object: checks every value against the kind's schema, drops what the schema does not know,
/// and puts the fields in canonical order. Messages are those of a Kubernetes API server. Thread-safe; the size limit is the caller's.
/// </summary>
public static class ObjectDecoder
{
    /// <summary>The number of levels that a body may nest.</summary>
    public const int MaximumDepth = 128;

    /// <summary>Decodes a body.</summary>
    /// <param name="body">The bytes, in UTF-8.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="kind">The kind that the request's path asks for. A body that names no kind is taken as this one.</param>
    /// <param name="mode">What to do about unknown and duplicate fields.</param>
    /// <param name="warnings">Receives a line for each of them when the mode is <see cref="FieldValidation.Warn"/>.</param>
    /// <returns>The object, or the message of the 400 answer.</returns>
    public static DecodeResult Decode(ReadOnlyMemory<byte> body, BodyFormat format, KindInfo kind, FieldValidation mode, List<string> warnings)
    {
        if (format == BodyFormat.Protobuf)
            return DecodeProtobuf(body.Span, kind);
        var json = body;
        if (format == BodyFormat.Yaml)
        {
            try
            {
                json = YamlToJson.Convert(body);
            }
            catch (YamlFormatException error)
            {
                return DecodeResult.Refused(Unrecognized(kind, error.Message, body.Span));
            }
        }
        var type = BodyType.Of(json.Span);
        if (type.Error is not null)
            return DecodeResult.Refused(type.TooDeep ? "exceeded max depth" : Unrecognized(kind, type.Error, body.Span), type.TooDeep);
        if (Mismatch(type, kind) is { } mismatch)
            return DecodeResult.Refused(mismatch);
        var read = Read(json.Span, kind, mode, warnings);
        return read.Error is null ? read : read with { Error = Wrapped(kind, read.Error) };
    }

    /// <summary>Checks, prunes and orders an object that did not come as bytes, such as the outcome of a patch.</summary>
    /// <returns>A new object, or the cause of the refusal without the words about the kind that <see cref="Decode"/> puts before it.</returns>
    public static DecodeResult Conform(JsonObject obj, KindInfo kind, FieldValidation mode, List<string> warnings)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1000, SkipValidation = true }))
            obj.WriteTo(writer);
        return Read(buffer.WrittenSpan, kind, mode, warnings);
    }

    /// <summary>Protobuf knows neither unknown nor duplicate fields, so that there is nothing to be strict about.</summary>
    private static DecodeResult DecodeProtobuf(ReadOnlySpan<byte> body, KindInfo kind)
    {
        ProtobufEnvelope envelope;
        try
        {
            envelope = ProtobufEnvelope.Open(body);
        }
        catch (ProtoFormatException error)
        {
            return DecodeResult.Refused(Unrecognized(kind, error.Message, body));
        }
        if (Mismatch(new BodyType(envelope.ApiVersion, envelope.Kind, null, TooDeep: false), kind) is { } mismatch)
            return DecodeResult.Refused(mismatch);
        JsonObject obj;
        try
        {
            obj = new ProtobufDecoder().Read(kind.Schema, envelope.Raw);
        }
        catch (ProtoFormatException error)
        {
            return DecodeResult.Refused(Wrapped(kind, error.Message));
        }
        var read = Conform(obj, kind, FieldValidation.Ignore, []);
        return read.Error is null ? read : read with { Error = Wrapped(kind, read.Error) };
    }

    private static DecodeResult Read(ReadOnlySpan<byte> json, KindInfo kind, FieldValidation mode, List<string> warnings)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        var problems = new DecodeProblems();
        var walker = new SchemaReader(kind, mode == FieldValidation.Ignore ? null : problems);
        JsonObject? obj;
        try
        {
            reader.Read();
            obj = walker.ReadRoot(ref reader);
        }
        catch (JsonException error)
        {
            return reader.CurrentDepth >= MaximumDepth
                ? DecodeResult.Refused("exceeded max depth", tooDeep: true)
                : DecodeResult.Refused(JsonSyntax.Describe(json, error));
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a string that is no valid Unicode.
            return DecodeResult.Refused("invalid UTF-8 or UTF-16 in string literal");
        }
        if (obj is null)
            return DecodeResult.Refused(walker.Error!);
        if (problems.Any && mode == FieldValidation.Strict)
            return DecodeResult.Refused(problems.StrictError());
        problems.AddTo(warnings);
        return new DecodeResult(obj, null);
    }

    private static string? Mismatch(in BodyType type, KindInfo kind)
    {
        var apiVersion = type.ApiVersion is { Length: > 0 } named ? named : kind.ApiVersion;
        var name = type.Kind is { Length: > 0 } called ? called : kind.Kind;
        if (apiVersion != kind.ApiVersion)
            return $"the API version in the data ({apiVersion}) does not match the expected API version ({kind.ApiVersion})";
        if (name == kind.Kind)
            return null;
        var group = kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0];
        return $"{name} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: converting ({kind.Version}.{name}) to ({group}.{kind.Kind}): unknown conversion";
    }

    private static string Wrapped(KindInfo kind, string error) => $"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {error}";

    private static string Unrecognized(KindInfo kind, string error, ReadOnlySpan<byte> body) =>
        $"the object provided is unrecognized (must be of type {kind.Kind}): {error} ({Summary(body)})";

    private static string Summary(ReadOnlySpan<byte> body)
    {
        const int Shown = 30;
        if (body.IsEmpty)
            return "<empty>";
        var part = body.Length > Shown ? body[..Shown] : body;
        var text = body[0] == '{' ? Encoding.UTF8.GetString(part) : Convert.ToHexStringLower(part);
        return body.Length > Shown ? text + " ..." : text;
    }
}
