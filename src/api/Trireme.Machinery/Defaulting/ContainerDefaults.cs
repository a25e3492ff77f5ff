using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>What is filled in for a container.</summary>
internal static class ContainerDefaults
{
    public static void Apply(JsonObject container)
    {
        container.Default("imagePullPolicy", PullPolicy(container.Text("image")));
        container.Default("resources", new JsonObject());
    }

    /// <summary>Images that can change under the same name are pulled anew, all others only when missing.</summary>
    public static string PullPolicy(string? image)
    {
        if (string.IsNullOrEmpty(image))
            return "IfNotPresent";
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? image : image[..digest];
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        var isLatest = hasTag ? name.AsSpan(colon + 1).SequenceEqual("latest") : digest < 0;
        return isLatest ? "Always" : "IfNotPresent";
    }
}
