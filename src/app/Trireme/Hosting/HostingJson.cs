using System.Text.Json.Serialization;

namespace Trireme.Hosting;

/// <summary>The JSON of the program's own small files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ClusterSettings))]
[JsonSerializable(typeof(RunningProcess))]
internal sealed partial class HostingJson : JsonSerializerContext;
