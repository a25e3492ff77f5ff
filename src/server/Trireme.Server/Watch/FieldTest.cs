namespace Trireme.Server.Watch;

/// <summary>One term of a field selector, with its field found in the kind's list.</summary>
/// <param name="Index">Which selectable field.</param>
/// <param name="Value">The value that it is compared with.</param>
/// <param name="Negated">Whether it must differ.</param>
internal readonly record struct FieldTest(int Index, string Value, bool Negated);
