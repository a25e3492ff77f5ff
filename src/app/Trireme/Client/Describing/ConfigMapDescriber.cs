using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Describes a ConfigMap with its texts; of binary data it tells the sizes.</summary>
internal sealed class ConfigMapDescriber : IDescriber
{
    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Head(item).Labels(item).Annotations(item).Line(0, "").Line(0, "Data").Line(0, "====");
        foreach (var (key, value) in item.Entries("data"))
        {
            text.Line(0, $"{key}:").Line(0, "----");
            foreach (var line in value.Split('\n'))
                text.Line(0, line.Replace('\t', ' '));
            text.Line(0, "");
        }
        text.Line(0, "").Line(0, "BinaryData").Line(0, "====");
        foreach (var (key, value) in item.Entries("binaryData"))
            text.Line(0, $"{key}: {Base64Size.Of(value)} bytes");
        text.Line(0, "");
    }
}
