using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Describes a Secret: the sizes of what it holds, never the values.</summary>
internal sealed class SecretDescriber : IDescriber
{
    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Head(item).Labels(item).Annotations(item).Line(0, "").Field(0, "Type", item.Text("type")).Line(0, "").Line(0, "Data").Line(0, "====");
        foreach (var (key, value) in item.Entries("data"))
            text.Field(0, key, $"{Base64Size.Of(value)} bytes");
    }
}
