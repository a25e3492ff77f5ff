using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Trireme.Machinery.Decoding;

/// <summary>Cuts a stream of YAML into documents.</summary>
internal static class YamlEvents
{
    /// <summary>The documents of the text, one after the other; empty ones too.</summary>
    /// <exception cref="YamlFormatException">The text is no YAML.</exception>
    public static IEnumerable<YamlDocument> Documents(TextReader text)
    {
        var parser = new Parser(new Scanner(text, skipComments: true));
        while (Next(parser) is { } next)
        {
            if (next is not DocumentStart)
                continue;
            var document = new YamlDocument();
            while (Next(parser) is { } inner and not DocumentEnd)
                document.Add(inner);
            yield return document;
        }
    }

    private static ParsingEvent? Next(Parser parser)
    {
        try
        {
            return parser.MoveNext() ? parser.Current : null;
        }
        catch (YamlException error)
        {
            throw new YamlFormatException($"line {error.Start.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {Sentence(error.Message)}");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // The parser trips over some damaged texts instead of refusing them.
            throw new YamlFormatException("could not be parsed");
        }
    }

    private static string Sentence(string message) => message.Length == 0 ? "invalid" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
