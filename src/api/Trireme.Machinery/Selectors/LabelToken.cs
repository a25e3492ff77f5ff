namespace Trireme.Machinery.Selectors;

/// <summary>The kinds of words in the text of a label selector.</summary>
internal enum LabelToken
{
    End,
    Error,
    Identifier,
    Comma,
    Open,
    Close,
    Not,
    Equals,
    DoubleEquals,
    NotEquals,
    In,
    NotIn,
    GreaterThan,
    LessThan,
}
