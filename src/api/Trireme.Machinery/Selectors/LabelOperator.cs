namespace Trireme.Machinery.Selectors;

/// <summary>How a requirement compares a label.</summary>
public enum LabelOperator
{
    /// <summary><c>key</c></summary>
    Exists,

    /// <summary><c>!key</c></summary>
    DoesNotExist,

    /// <summary><c>key=value</c></summary>
    Equals,

    /// <summary><c>key==value</c></summary>
    DoubleEquals,

    /// <summary><c>key!=value</c>: also true where the label is absent.</summary>
    NotEquals,

    /// <summary><c>key in (a,b)</c></summary>
    In,

    /// <summary><c>key notin (a,b)</c>: also true where the label is absent.</summary>
    NotIn,

    /// <summary><c>key&gt;5</c></summary>
    GreaterThan,

    /// <summary><c>key&lt;5</c></summary>
    LessThan,
}
