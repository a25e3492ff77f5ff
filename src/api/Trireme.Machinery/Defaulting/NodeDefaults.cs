using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>A node that does not say what it can give away gives away all that it has.</summary>
internal static class NodeDefaults
{
    public static void Apply(JsonObject node)
    {
        node.Ensure("spec");
        if (node.Object("status") is { } status && status["allocatable"] is null && status["capacity"] is { } capacity)
            status["allocatable"] = capacity.DeepClone();
    }
}
