using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Decoding;

/// <summary>Reads manifests: any number of YAML (or JSON) documents, one object each.</summary>
public static class YamlReader
{
    /// <summary>The objects of a manifest in order. Empty documents are passed over.</summary>
    /// <param name="text">The manifest.</param>
    /// <returns>A sequence that reads as it is enumerated.</returns>
    /// <exception cref="YamlFormatException">A document is no YAML, no mapping, or names a key twice.</exception>
    public static IEnumerable<JsonObject> ReadAll(string text) => ReadAll(new StringReader(text));

    /// <summary>The objects of a manifest in UTF-8. The stream stays open.</summary>
    /// <exception cref="YamlFormatException">A document is no YAML, no mapping, or names a key twice.</exception>
    public static IEnumerable<JsonObject> ReadAll(Stream stream) => ReadAll(new StreamReader(stream, Encoding.UTF8, leaveOpen: true));

    private static IEnumerable<JsonObject> ReadAll(TextReader text)
    {
        foreach (var document in YamlEvents.Documents(text))
        {
            if (document.IsEmpty)
                continue;
            var json = document.ToJson(refuseDuplicates: true);
            var reader = JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { MaxDepth = ObjectDecoder.MaximumDepth * 2 });
            yield return reader as JsonObject ?? throw new YamlFormatException("a document must be a mapping");
        }
    }
}
