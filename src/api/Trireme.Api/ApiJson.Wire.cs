using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Trireme.Api.Meta.V1;

namespace Trireme.Api;

public sealed partial class ApiJson
{
    /// <summary>The context to use on the wire: Kubernetes time format, and no escapes that JSON does not ask for.</summary>
    public static ApiJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 128,
        Converters = { new TimeConverter() },
    });

    /// <summary>The serialiser of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">The type is none of this assembly's kinds.</exception>
    public static JsonTypeInfo<T> Of<T>() =>
        (JsonTypeInfo<T>?)Wire.GetTypeInfo(typeof(T)) ?? throw new NotSupportedException($"{typeof(T)} is not a type of the API");
}
