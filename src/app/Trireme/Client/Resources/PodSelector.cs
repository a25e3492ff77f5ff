using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Resources;

/// <summary>The selector with which an object chooses its Pods, as the text of a label selector.</summary>
internal static class PodSelector
{
    /// <summary>The selector of a Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, Service or the like; empty where it has none.</summary>
    public static string Of(JsonObject owner)
    {
        var selector = owner.At("spec", "selector");
        if (selector.At("matchLabels") is null && selector.At("matchExpressions") is null)
            return string.Join(',', selector.Entries().Select(entry => $"{entry.Key}={entry.Value}"));
        return string.Join(',', selector.Entries("matchLabels").Select(entry => $"{entry.Key}={entry.Value}")
            .Concat(selector.Items("matchExpressions").Select(Expression)));
    }

    private static string Expression(JsonObject expression)
    {
        var key = expression.Text("key");
        var values = string.Join(',', expression.Strings("values"));
        return expression.Text("operator") switch
        {
            "In" => $"{key} in ({values})",
            "NotIn" => $"{key} notin ({values})",
            "DoesNotExist" => $"!{key}",
            _ => key,
        };
    }
}
