using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>A volume that names no source is an empty directory.</summary>
internal static class VolumeDefaults
{
    public static void Apply(JsonObject volume)
    {
        if (volume.Count == (volume.ContainsKey("name") ? 1 : 0))
            volume["emptyDir"] = new JsonObject();
        if (volume.Object("image") is { } image)
            image.Default("pullPolicy", ContainerDefaults.PullPolicy(image.Text("reference")));
    }
}
