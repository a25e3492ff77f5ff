using System.Text.Json.Nodes;

namespace Trireme.Client.Describing;

/// <summary>Describes objects of one kind.</summary>
internal interface IDescriber
{
    /// <summary>What else must be read for the description; none for most kinds.</summary>
    /// <param name="item">The object.</param>
    IEnumerable<RelatedList> Related(JsonObject item) => [];

    /// <summary>Writes the description, up to the events.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="item">The object.</param>
    /// <param name="related">What <see cref="Related"/> asked for, in that order.</param>
    void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related);
}
