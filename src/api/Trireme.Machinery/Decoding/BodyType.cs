using System.Text.Json;

namespace Trireme.Machinery.Decoding;

/// <summary>What a JSON body says it is, found without building anything. It passes over the whole body, so its syntax is known to be good.</summary>
internal readonly record struct BodyType(string? ApiVersion, string? Kind, string? Error, bool TooDeep)
{
    private const string Header = "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";

    public static BodyType Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ObjectDecoder.MaximumDepth });
        try
        {
            return Scan(ref reader);
        }
        catch (JsonException error)
        {
            return reader.CurrentDepth >= ObjectDecoder.MaximumDepth
                ? new BodyType(null, null, "exceeded max depth", TooDeep: true)
                : Refused(JsonSyntax.Describe(json, error));
        }
        catch (InvalidOperationException)
        {
            return Refused("invalid UTF-8 or UTF-16 in string literal");
        }
    }

    private static BodyType Scan(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refused($"json: cannot unmarshal {SchemaReader.TokenName(reader.TokenType)} into Go value of type {Header}");
        string? apiVersion = null;
        string? kind = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = reader.ValueTextEquals("kind"u8);
            var isVersion = reader.ValueTextEquals("apiVersion"u8);
            reader.Read();
            if (!isKind && !isVersion)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (reader.TokenType != JsonTokenType.String)
                return Refused($"json: cannot unmarshal {SchemaReader.TokenName(reader.TokenType)} into Go struct field .{(isKind ? "kind" : "apiVersion")} of type string");
            if (isKind)
                kind = reader.GetString();
            else
                apiVersion = reader.GetString();
        }
        reader.Read(); // anything after the object is an error that the reader throws
        return new BodyType(apiVersion, kind, null, TooDeep: false);
    }

    private static BodyType Refused(string error) => new(null, null, "couldn't get version/kind; json parse error: " + error, TooDeep: false);
}
