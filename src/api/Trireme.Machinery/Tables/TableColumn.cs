namespace Trireme.Machinery.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Type">The OpenAPI type of the cells: <c>string</c>, <c>integer</c>, <c>date</c>.</param>
/// <param name="Description">What the column shows.</param>
/// <param name="Priority">0 for a column that is always shown; higher for one of the wide output.</param>
/// <param name="Format">How a client may treat the cells; <c>name</c> marks the primary identifier.</param>
public sealed record TableColumn(string Name, string Type, string Description, int Priority = 0, string Format = "")
{
    /// <summary>The object's name, the first column of nearly every kind.</summary>
    internal static TableColumn ObjectName { get; } = new("Name", "string", "The name, unique within the namespace.", 0, "name");

    /// <summary>The time since the object was created.</summary>
    internal static TableColumn Age { get; } = new("Age", "string", "The time since the object was created.");

    /// <summary>A column of text.</summary>
    internal static TableColumn Text(string name, string description) => new(name, "string", description);

    /// <summary>A column of text that only the wide output shows.</summary>
    internal static TableColumn Wide(string name, string description) => new(name, "string", description, 1);

    /// <summary>A column of whole numbers.</summary>
    internal static TableColumn Number(string name, string description) => new(name, "integer", description);
}
