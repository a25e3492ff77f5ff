using System.Diagnostics.CodeAnalysis;

namespace Trireme.Machinery.Selectors;

/// <summary>Reads the grammar of label selectors. Errors are worded as Kubernetes words them.</summary>
internal sealed class LabelSelectorParser
{
    private const string Operators = "in, notin, =, ==, !=, gt, lt";

    private readonly List<LabelRequirement> _requirements = [];
    private LabelLexer _lexer;
    private (LabelToken Token, string Text) _next;

    public LabelSelectorParser(string text)
    {
        _lexer = new LabelLexer(text);
        _next = _lexer.Next();
    }

    public bool TryParse([NotNullWhen(true)] out LabelSelector? selector, out string error)
    {
        error = Parse();
        selector = error.Length > 0 ? null : new LabelSelector(_requirements);
        return selector is not null;
    }

    private string Parse()
    {
        while (true)
        {
            switch (Peek())
            {
                case LabelToken.Identifier or LabelToken.Not:
                    break;
                case LabelToken.End:
                    return "";
                default:
                    return $"found '{_next.Text}', expected: !, identifier, or 'end of string'";
            }
            if (_requirements.Count == LabelSelector.MaxRequirements)
                return $"a selector may have at most {LabelSelector.MaxRequirements} requirements";
            if (Requirement() is { Length: > 0 } error)
                return "unable to parse requirement: " + error;
            var (token, text) = Take();
            if (token == LabelToken.End)
                return "";
            if (token != LabelToken.Comma)
                return $"found '{text}', expected: ',' or 'end of string'";
            if (Peek() is not (LabelToken.Identifier or LabelToken.Not))
                return $"found '{_next.Text}', expected: identifier after ','";
        }
    }

    private string Requirement()
    {
        var negated = Peek() == LabelToken.Not;
        if (negated)
            Take();
        var (token, key) = Take();
        if (token != LabelToken.Identifier)
            return $"found '{key}', expected: identifier";
        if (LabelSyntax.CheckKey(key) is { } badKey)
            return $"<nil>: Invalid value: \"{key}\": {badKey}";
        if (negated)
            return Add(key, LabelOperator.DoesNotExist, []);
        if (Peek() is LabelToken.End or LabelToken.Comma)
            return Add(key, LabelOperator.Exists, []);
        var (symbol, text) = TakeOperator();
        LabelOperator? read = symbol switch
        {
            LabelToken.In => LabelOperator.In,
            LabelToken.NotIn => LabelOperator.NotIn,
            LabelToken.Equals => LabelOperator.Equals,
            LabelToken.DoubleEquals => LabelOperator.DoubleEquals,
            LabelToken.NotEquals => LabelOperator.NotEquals,
            LabelToken.GreaterThan => LabelOperator.GreaterThan,
            LabelToken.LessThan => LabelOperator.LessThan,
            _ => null,
        };
        if (read is not { } @operator)
            return $"found '{text}', expected: {Operators}";
        List<string> values = [];
        var error = @operator is LabelOperator.In or LabelOperator.NotIn ? Values(values) : ExactValue(values);
        return error.Length > 0 ? error : Add(key, @operator, values);
    }

    private string Add(string key, LabelOperator @operator, List<string> values)
    {
        if (!LabelRequirement.TryCreate(key, @operator, values, out var requirement, out var error))
            return error;
        _requirements.Add(requirement!);
        return "";
    }

    private string ExactValue(List<string> values)
    {
        if (Peek() is LabelToken.End or LabelToken.Comma)
        {
            values.Add("");
            return "";
        }
        var (token, text) = Take();
        if (token != LabelToken.Identifier)
            return $"found '{text}', expected: identifier";
        values.Add(text);
        return "";
    }

    private string Values(List<string> values)
    {
        var (token, text) = Take();
        if (token != LabelToken.Open)
            return $"found '{text}' expected: '('";
        switch (Peek())
        {
            case LabelToken.Close:
                Take();
                values.Add("");
                return "";
            case LabelToken.Identifier or LabelToken.Comma:
                return ValueList(values);
            default:
                return $"found '{_next.Text}', expected: ',', ')' or identifier";
        }
    }

    // An empty place between commas or next to a parenthesis means the empty value.
    private string ValueList(List<string> values)
    {
        var expectValue = true;
        while (true)
        {
            var (token, text) = Take();
            switch (token)
            {
                case LabelToken.Identifier when expectValue:
                    values.Add(text);
                    expectValue = false;
                    break;
                case LabelToken.Identifier:
                    return $"found '{text}', expected: ',' or ')'";
                case LabelToken.Comma:
                    if (expectValue)
                        values.Add("");
                    expectValue = true;
                    break;
                case LabelToken.Close:
                    if (expectValue)
                        values.Add("");
                    return "";
                default:
                    return expectValue ? $"found '{text}', expected: ',', or identifier" : $"found '{text}', expected: ',' or ')'";
            }
        }
    }

    /// <summary>The next word where a key or a value may stand: there, <c>in</c> and <c>notin</c> are ordinary words.</summary>
    private LabelToken Peek() => AsIdentifier(_next.Token);

    private (LabelToken Token, string Text) Take()
    {
        var taken = TakeOperator();
        return (AsIdentifier(taken.Token), taken.Text);
    }

    private (LabelToken Token, string Text) TakeOperator()
    {
        var taken = _next;
        _next = _lexer.Next();
        return taken;
    }

    private static LabelToken AsIdentifier(LabelToken token) => token is LabelToken.In or LabelToken.NotIn ? LabelToken.Identifier : token;
}
