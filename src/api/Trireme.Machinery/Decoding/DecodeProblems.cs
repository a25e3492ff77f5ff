namespace Trireme.Machinery.Decoding;

/// <summary>The unknown and duplicate fields that were met, at most a hundred of them.</summary>
internal sealed class DecodeProblems
{
    private const int Maximum = 100;
    private List<string>? _found;

    public bool Any => _found is not null;

    public void Unknown(string path) => Add($"unknown field \"{path}\"");

    public void Duplicate(string path) => Add($"duplicate field \"{path}\"");

    /// <summary>The message of a strict refusal.</summary>
    public string StrictError() => "strict decoding error: " + string.Join(", ", _found ?? []);

    public void AddTo(List<string> warnings)
    {
        if (_found is not null)
            warnings.AddRange(_found);
    }

    private void Add(string problem)
    {
        _found ??= [];
        if (_found.Count < Maximum)
            _found.Add(problem);
    }
}
