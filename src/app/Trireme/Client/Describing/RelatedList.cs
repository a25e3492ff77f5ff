namespace Trireme.Client.Describing;

/// <summary>A list that a description needs besides the object.</summary>
/// <param name="Address">The resource.</param>
/// <param name="Namespace">The namespace; null for all.</param>
/// <param name="Labels">A label selector.</param>
/// <param name="Fields">A field selector.</param>
internal sealed record RelatedList(ResourceAddress Address, string? Namespace, string? Labels = null, string? Fields = null);
