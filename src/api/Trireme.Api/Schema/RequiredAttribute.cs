namespace Trireme.Api.Schema;

/// <summary>The field must be present in a valid object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
