namespace Trireme.Machinery.Selectors;

/// <summary>Cuts the text of a label selector into words.</summary>
internal struct LabelLexer(string text)
{
    private int _position;

    /// <summary>The next word and its text.</summary>
    public (LabelToken Token, string Text) Next()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
            _position++;
        if (_position >= text.Length)
            return (LabelToken.End, "");
        return IsSymbol(text[_position]) ? Symbol() : Word();
    }

    private static bool IsSymbol(char character) => character is '=' or '!' or '(' or ')' or ',' or '>' or '<';

    private static LabelToken SymbolOf(ReadOnlySpan<char> symbol) => symbol switch
    {
        "=" => LabelToken.Equals,
        "==" => LabelToken.DoubleEquals,
        "!=" => LabelToken.NotEquals,
        "!" => LabelToken.Not,
        "(" => LabelToken.Open,
        ")" => LabelToken.Close,
        "," => LabelToken.Comma,
        ">" => LabelToken.GreaterThan,
        _ => LabelToken.LessThan,
    };

    private (LabelToken Token, string Text) Symbol()
    {
        var start = _position++;
        // only "==" and "!=" are longer than one character
        if (_position < text.Length && text[_position] == '=' && text[start] is '=' or '!')
            _position++;
        return (SymbolOf(text.AsSpan(start, _position - start)), text[start.._position]);
    }

    private (LabelToken Token, string Text) Word()
    {
        var start = _position;
        while (_position < text.Length && !IsSymbol(text[_position]) && text[_position] is not (' ' or '\t' or '\r' or '\n'))
            _position++;
        var word = text[start.._position];
        return word switch
        {
            "in" => (LabelToken.In, word),
            "notin" => (LabelToken.NotIn, word),
            _ => (LabelToken.Identifier, word),
        };
    }
}
