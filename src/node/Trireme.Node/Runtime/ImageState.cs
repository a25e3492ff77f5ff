namespace Trireme.Node.Runtime;

/// <summary>An image that is present on the node.</summary>
/// <param name="Id">The id: the digest of its configuration.</param>
/// <param name="Tags">Names with tags.</param>
/// <param name="Digests">Names with digests.</param>
/// <param name="SizeBytes">The size in bytes.</param>
/// <param name="User">The user id that the image asks for; null where it names none, or one by name.</param>
/// <param name="Username">The user name that the image asks for; null where it names none, or one by id.</param>
/// <param name="Pinned">Whether it must not be removed, such as the one of sandboxes.</param>
public sealed record ImageState(
    string Id, IReadOnlyList<string> Tags, IReadOnlyList<string> Digests, long SizeBytes, long? User, string? Username, bool Pinned = false);
