using System.Text;

namespace Trireme.Machinery.Decoding;

/// <summary>Turns a YAML body of a request into JSON.</summary>
internal static class YamlToJson
{
    /// <summary>The one document of the body as JSON; repeated keys stay repeated, for the decoder to report.</summary>
    /// <exception cref="YamlFormatException">It is no YAML, or more than one document.</exception>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        YamlDocument? only = null;
        foreach (var document in YamlEvents.Documents(new StringReader(text)))
        {
            if (document.IsEmpty)
                continue;
            if (only is not null)
                throw new YamlFormatException("a request holds one document, and this has more");
            only = document;
        }
        return only is null ? "null"u8.ToArray() : only.ToJson(refuseDuplicates: false);
    }
}
