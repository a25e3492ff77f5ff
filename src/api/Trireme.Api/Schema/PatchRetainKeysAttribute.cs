namespace Trireme.Api.Schema;

/// <summary>A strategic merge patch of this field may name the keys to retain (patch strategy <c>retainKeys</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatchRetainKeysAttribute : Attribute;
