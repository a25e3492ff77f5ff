using System.Text.Json;

namespace Trireme.Machinery.Tables;

/// <summary>How the objects of one kind look in a table. Immutable, thread-safe.</summary>
internal abstract class KindColumns
{
    /// <summary>The columns.</summary>
    public abstract IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Writes one cell for each column.</summary>
    public abstract void Write(JsonElement item, in RowWriter row);

    /// <summary>Whether an object has run to its end, and the reason and message of it; null while it has not.</summary>
    public virtual (string Reason, string Message)? Completed(JsonElement item) => null;
}
