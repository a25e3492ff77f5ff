namespace Trireme.Api.Schema;

/// <summary>The map or structure is one value for apply (KEP-555).</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class MapAtomicAttribute : Attribute;
