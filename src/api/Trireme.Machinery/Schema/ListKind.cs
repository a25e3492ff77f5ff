namespace Trireme.Machinery.Schema;

/// <summary>How server-side apply sees a list (KEP-555).</summary>
public enum ListKind
{
    /// <summary>One value. Also the meaning of a list that says nothing.</summary>
    Atomic,

    /// <summary>A set of scalars.</summary>
    Set,

    /// <summary>Items told apart by key fields.</summary>
    Map,
}
