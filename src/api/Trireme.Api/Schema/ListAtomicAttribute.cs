namespace Trireme.Api.Schema;

/// <summary>The list is one value: whoever applies it owns all of it (KEP-555).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListAtomicAttribute : Attribute;
