namespace Trireme.Api.Schema;

/// <summary>The list is a set of scalars, each owned on its own (KEP-555).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSetAttribute : Attribute;
