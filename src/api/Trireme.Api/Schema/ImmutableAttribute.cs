namespace Trireme.Api.Schema;

/// <summary>The field may not change after creation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImmutableAttribute : Attribute;
