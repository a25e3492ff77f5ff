namespace Trireme.Machinery.Validation.Core;

/// <summary>Paths that must stay beneath where they start.</summary>
internal static class PathRules
{
    /// <summary>Whether a step of the path leads up.</summary>
    public static bool HasBackstep(string path)
    {
        foreach (var part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan()[part] is "..")
                return true;
        }
        return false;
    }

    /// <summary>No step leads up.</summary>
    public static void NoBacksteps(string text, FieldPath path, FieldErrors errors)
    {
        if (HasBackstep(text))
            errors.Invalid(path, text, "must not contain '..'");
    }

    /// <summary>A relative path of which no step leads up.</summary>
    public static void Descending(string text, FieldPath path, FieldErrors errors)
    {
        if (text.StartsWith('/'))
            errors.Invalid(path, text, "must be a relative path");
        NoBacksteps(text, path, errors);
    }

    /// <summary>A relative path that also does not look like the node agent's own files.</summary>
    public static void NotReserved(string text, FieldPath path, FieldErrors errors)
    {
        Descending(text, path, errors);
        if (text.StartsWith("..", StringComparison.Ordinal) && !text.StartsWith("../", StringComparison.Ordinal))
            errors.Invalid(path, text, "must not start with '..'");
    }
}
