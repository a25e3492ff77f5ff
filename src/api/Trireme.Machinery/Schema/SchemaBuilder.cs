using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Machinery.Schema;

/// <summary>Derives schemas from the C# types of the API, each type once, when first asked. Thread-safe.</summary>
public static class SchemaBuilder
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, SchemaNode> Objects = [];

    private static readonly FrozenDictionary<Type, SchemaNode> Scalars = new Dictionary<Type, SchemaNode>
    {
        [typeof(string)] = Of(SchemaType.String),
        [typeof(int)] = Of(SchemaType.Int32),
        [typeof(long)] = Of(SchemaType.Int64),
        [typeof(double)] = Of(SchemaType.Number),
        [typeof(bool)] = Of(SchemaType.Boolean),
        [typeof(byte[])] = Of(SchemaType.Bytes),
        [typeof(IntOrString)] = Of(SchemaType.IntOrString),
        [typeof(Quantity)] = Of(SchemaType.Quantity),
        [typeof(DateTimeOffset)] = Of(SchemaType.Time),
        [typeof(JsonElement)] = Of(SchemaType.Any),
    }.ToFrozenDictionary();

    private static readonly SchemaNode MicroTime = Of(SchemaType.MicroTime);

    /// <summary>The schema of a type of the API.</summary>
    public static SchemaNode For(Type type)
    {
        lock (Gate)
            return Node(type);
    }

    private static SchemaNode Node(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalars.TryGetValue(type, out var scalar))
            return scalar;
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            var definition = type.GetGenericTypeDefinition();
            if (definition == typeof(IReadOnlyList<>))
                return new SchemaNode { Type = SchemaType.List, Element = Node(arguments[0]) };
            if (definition == typeof(IReadOnlyDictionary<,>))
                return new SchemaNode { Type = SchemaType.Map, Element = Node(arguments[1]) };
        }
        return ObjectNode(type);
    }

    private static SchemaNode ObjectNode(Type type)
    {
        if (Objects.TryGetValue(type, out var known))
            return known;
        var node = new SchemaNode
        {
            Type = SchemaType.Object,
            Definition = DefinitionName(type),
            Description = type.GetCustomAttribute<DescriptionAttribute>()?.Text,
            Atomic = type.IsDefined(typeof(MapAtomicAttribute)),
        };
        Objects.Add(type, node); // before its fields: a type may contain itself
        node.Fields = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !property.IsDefined(typeof(JsonIgnoreAttribute)))
            .Select(Field)
            .ToFrozenDictionary(field => field.Name);
        return node;
    }

    private static SchemaField Field(PropertyInfo property)
    {
        var map = property.GetCustomAttribute<ListMapAttribute>();
        var merge = property.GetCustomAttribute<PatchMergeAttribute>();
        var range = property.GetCustomAttribute<InRangeAttribute>();
        var proto = property.GetCustomAttribute<ProtoFieldAttribute>();
        var micro = property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType == typeof(MicroTimeConverter);
        return new SchemaField
        {
            Name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            Node = micro ? MicroTime : Node(property.PropertyType),
            Required = property.IsDefined(typeof(RequiredAttribute)),
            Default = DefaultOf(property.GetCustomAttribute<DefaultAttribute>()?.Value),
            Values = property.GetCustomAttribute<OneOfAttribute>()?.Values,
            Minimum = range?.Minimum,
            Maximum = range?.Maximum,
            Immutable = property.IsDefined(typeof(ImmutableAttribute)),
            ListKind = map is not null ? ListKind.Map : property.IsDefined(typeof(ListSetAttribute)) ? ListKind.Set : ListKind.Atomic,
            ListKeys = map?.Keys ?? [],
            Atomic = property.IsDefined(typeof(MapAtomicAttribute)),
            PatchMerge = merge is not null,
            PatchMergeKey = merge?.Key,
            PatchRetainKeys = property.IsDefined(typeof(PatchRetainKeysAttribute)),
            ProtoNumber = proto?.Number ?? 0,
            ProtoInline = proto?.Inline ?? 0,
            ProtoPlain = proto?.Plain ?? false,
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Text ?? OfEveryKind(property),
        };
    }

    /// <summary>What the fields mean that every kind has, so that no kind needs to say it.</summary>
    private static string? OfEveryKind(PropertyInfo property) => !typeof(Api.IKubernetesObject).IsAssignableFrom(property.DeclaringType) ? null : property.Name switch
    {
        "ApiVersion" => "The API group and version in which the object is written.",
        "Kind" => "The kind of the object.",
        "Metadata" => "The name, the labels, and what the server keeps about the object.",
        "Spec" => "What is wanted.",
        "Status" => "What was last seen.",
        _ => null,
    };

    private static JsonNode? DefaultOf(object? value) => value switch
    {
        null => null,
        string text when text.StartsWith('{') => JsonNode.Parse(text),
        string text => JsonValue.Create(text),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => throw new InvalidOperationException($"a default of type {value.GetType()} is not supported"),
    };

    private static string DefinitionName(Type type)
    {
        // Trireme.Api.Core.V1.PodSpec -> io.k8s.api.core.v1.PodSpec; meta types live in apimachinery.
        var parts = type.Namespace!.Split('.');
        var group = parts[^2].ToLowerInvariant();
        var version = parts[^1].ToLowerInvariant();
        return group == "meta"
            ? $"io.k8s.apimachinery.pkg.apis.meta.{version}.{type.Name}"
            : $"io.k8s.api.{group}.{version}.{type.Name}";
    }

    private static SchemaNode Of(SchemaType type) => new() { Type = type };
}
