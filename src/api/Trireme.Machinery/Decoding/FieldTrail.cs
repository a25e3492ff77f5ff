using System.Text;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// Where in the body the reader is. It is kept as a stack, and a path is only written out when there is something to say about the place.
/// </summary>
internal sealed class FieldTrail
{
    private readonly List<Step> _steps = new(16);

    public void Field(string name) => _steps.Add(new Step(name, -1, IsKey: false));

    public void Key(string name) => _steps.Add(new Step(name, -1, IsKey: true));

    public void Index(int index) => _steps.Add(new Step("", index, IsKey: false));

    public void Back() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>The path with list positions and map keys: <c>spec.containers[0].name</c>.</summary>
    public string Full(string? last = null)
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step.Index >= 0)
                text.Append('[').Append(step.Index).Append(']');
            else
                Append(text, step.Name);
        }
        if (last is not null)
            Append(text, last);
        return text.ToString();
    }

    /// <summary>The path of field names alone, as type errors show it: <c>spec.containers.name</c>.</summary>
    public string FieldsOnly()
    {
        var text = new StringBuilder();
        foreach (var step in _steps)
        {
            if (step.Index < 0 && !step.IsKey)
                Append(text, step.Name);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name)
    {
        if (text.Length > 0)
            text.Append('.');
        text.Append(name);
    }

    private readonly record struct Step(string Name, int Index, bool IsKey);
}
