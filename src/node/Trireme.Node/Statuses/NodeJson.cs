using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Trireme.Node.Statuses;

/// <summary>Serialises what the agent builds as plain JSON: patches.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class NodeJson : JsonSerializerContext;
