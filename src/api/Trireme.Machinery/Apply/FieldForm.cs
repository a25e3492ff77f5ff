namespace Trireme.Machinery.Apply;

/// <summary>How apply takes a value apart.</summary>
internal enum FieldForm
{
    /// <summary>Not at all: a scalar, or something atomic.</summary>
    Leaf,

    /// <summary>Field by field.</summary>
    Fields,

    /// <summary>Item by item: a set, or a list whose items have keys.</summary>
    Items,
}
