using System.Reflection;
using Trireme.Api;
using Trireme.Api.Schema;

namespace Trireme.Machinery.Schema;

/// <summary>All kinds that are known: the built-in ones, and later those defined at run time. Immutable; a change makes a new one.</summary>
public sealed class KindRegistry
{
    private readonly Dictionary<(string Group, string Version, string Plural), KindInfo> _byResource;
    private readonly Dictionary<(string Group, string Version, string Kind), KindInfo> _byKind;

    /// <summary>A registry of these kinds.</summary>
    public KindRegistry(IEnumerable<KindInfo> kinds)
    {
        All = [.. kinds];
        _byResource = All.Where(kind => kind.Plural.Length > 0).ToDictionary(kind => (kind.Group, kind.Version, kind.Plural));
        _byKind = All.ToDictionary(kind => (kind.Group, kind.Version, kind.Kind));
    }

    /// <summary>The kinds that are C# types of the API.</summary>
    public static KindRegistry BuiltIn { get; } = new(typeof(IKubernetesObject).Assembly.GetTypes()
        .Select(type => (Type: type, Attribute: type.GetCustomAttribute<KindAttribute>()))
        .Where(pair => pair.Attribute is not null)
        .Select(pair => Of(pair.Type, pair.Attribute!))
        .OrderBy(kind => kind.Group, StringComparer.Ordinal)
        .ThenBy(kind => kind.Plural, StringComparer.Ordinal));

    /// <summary>Every kind, by group and plural.</summary>
    public IReadOnlyList<KindInfo> All { get; }

    /// <summary>The kind served under a resource name; null where there is none.</summary>
    public KindInfo? FindResource(string group, string version, string plural) => _byResource.GetValueOrDefault((group, version, plural));

    /// <summary>The kind with this name; null where there is none.</summary>
    public KindInfo? FindKind(string group, string version, string kind) => _byKind.GetValueOrDefault((group, version, kind));

    /// <summary>The kind of a C# type.</summary>
    /// <exception cref="InvalidOperationException">The type is not a kind.</exception>
    public static KindInfo Of<T>()
        where T : IKubernetesObject => KindOf<T>.Info;

    private static KindInfo Of(Type type, KindAttribute attribute) => new(() => SchemaBuilder.For(type))
    {
        Group = attribute.Group,
        Version = attribute.Version,
        Kind = type.Name,
        Plural = attribute.Plural,
        Namespaced = attribute.Namespaced,
        ShortNames = attribute.ShortNames,
        Categories = attribute.Categories,
        Subresources = attribute.Subresources,
        Verbs = attribute.Verbs,
        Type = type,
    };

    private static class KindOf<T>
    {
        public static readonly KindInfo Info = BuiltIn.All.FirstOrDefault(kind => kind.Type == typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T)} is not a kind of the API");
    }
}
