using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>What a Pod asks for as a whole: its containers together, or the largest of its init containers where that is more.</summary>
internal static class PodAmounts
{
    /// <summary>The amount of one resource.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="side"><c>requests</c> or <c>limits</c>.</param>
    /// <param name="resource">Such as <c>cpu</c>.</param>
    public static Quantity Of(JsonObject pod, string side, string resource)
    {
        var running = default(Quantity);
        foreach (var container in pod.Items("spec", "containers"))
            running += Amount(container, side, resource);
        var sidecars = default(Quantity);
        var largest = default(Quantity);
        foreach (var container in pod.Items("spec", "initContainers"))
        {
            // A sidecar goes on running beside all that start after it.
            var amount = Amount(container, side, resource) + sidecars;
            if (container.Text("restartPolicy") == "Always")
                sidecars = amount;
            largest = amount > largest ? amount : largest;
        }
        running += sidecars;
        var total = running > largest ? running : largest;
        return total + Parse(pod.Text("spec", "overhead", resource));
    }

    private static Quantity Amount(JsonObject container, string side, string resource) => Parse(container.Text("resources", side, resource));

    private static Quantity Parse(string text) => Quantity.TryParse(text, out var amount) ? amount : default;
}
