using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>A port of an EndpointSlice always says its name, if only that it has none.</summary>
internal static class EndpointSliceDefaults
{
    public static void ApplyPort(JsonObject port) => port.Default("name", "");
}
