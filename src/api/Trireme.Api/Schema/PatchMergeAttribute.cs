namespace Trireme.Api.Schema;

/// <summary>A strategic merge patch merges this list; items with the same key are one item.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatchMergeAttribute(string? key = null) : Attribute
{
    /// <summary>The JSON name of the merge key; null for a list of scalars.</summary>
    public string? Key { get; } = key;
}
