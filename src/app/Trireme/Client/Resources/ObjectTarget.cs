namespace Trireme.Client.Resources;

/// <summary>One object that a command is about.</summary>
/// <param name="Address">Its resource.</param>
/// <param name="Namespace">Its namespace; null for a kind outside of them.</param>
/// <param name="Name">Its name.</param>
internal sealed record ObjectTarget(ResourceAddress Address, string? Namespace, string Name)
{
    /// <summary>The URL path of the object.</summary>
    public string Path => Address.Path(Namespace, Name);

    /// <summary>The object as commands name it in what they print, such as <c>deployment.apps/web</c>.</summary>
    public override string ToString() => $"{TypeName(Address)}/{Name}";

    /// <summary>A resource as commands name it, such as <c>pod</c> or <c>deployment.apps</c>.</summary>
    public static string TypeName(ResourceAddress address) =>
        address.Group.Length == 0 ? address.Kind.ToLowerInvariant() : $"{address.Kind.ToLowerInvariant()}.{address.Group}";
}
