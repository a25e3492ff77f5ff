using System.Text;
using System.Text.Json;
using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Rbac;

/// <summary>How a rule is shown in messages.</summary>
internal static class RuleText
{
    /// <summary>One line, such as <c>{APIGroups:[""], Resources:["pods"], Verbs:["get"]}</c>.</summary>
    public static string Compact(PolicyRule rule)
    {
        var text = new StringBuilder("{");
        Append(text, "APIGroups", rule.ApiGroups);
        Append(text, "Resources", rule.Resources);
        Append(text, "NonResourceURLs", rule.NonResourceURLs);
        Append(text, "ResourceNames", rule.ResourceNames);
        Append(text, "Verbs", rule.Verbs);
        return text.Append('}').ToString();
    }

    /// <summary>A list as <c>["a" "b"]</c>.</summary>
    public static string Quoted(IEnumerable<string> values) =>
        $"[{string.Join(' ', values.Select(value => $"\"{JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""))}]";

    private static void Append(StringBuilder text, string label, IReadOnlyList<string>? values)
    {
        if (values is not { Count: > 0 })
            return;
        if (text.Length > 1)
            text.Append(", ");
        text.Append(label).Append(':').Append(Quoted(values));
    }
}
