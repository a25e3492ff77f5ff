using System.Text;
using System.Text.Json;
using Trireme.Api;
using Trireme.Machinery.Selectors;

namespace Trireme.Machinery.Tables;

/// <summary>Texts of cells that several kinds share.</summary>
internal static class CellText
{
    private const int ShownEntries = 3;

    /// <summary>A map as <c>a=b,c=d</c>, by key; <c>&lt;none&gt;</c> for an empty one.</summary>
    public static string Map(JsonElement.ObjectEnumerator entries)
    {
        var pairs = new List<string>();
        foreach (var entry in entries)
            pairs.Add($"{entry.Name}={entry.Value.GetString()}");
        pairs.Sort(StringComparer.Ordinal);
        return pairs.Count == 0 ? "<none>" : string.Join(',', pairs);
    }

    /// <summary>A label selector of a spec as text; <c>&lt;none&gt;</c> for one that matches everything, <c>&lt;error&gt;</c> for a wrong one.</summary>
    public static string Selector(JsonElement selector)
    {
        if (selector.ValueKind != JsonValueKind.Object)
            return "<none>";
        var spec = selector.Deserialize(ApiJson.Of<Api.Meta.V1.LabelSelector>());
        if (!LabelSelector.TryFrom(spec, out var read, out _))
            return "<error>";
        return read.IsEmpty ? "<none>" : read.ToString();
    }

    /// <summary>The names and the images of containers, each with commas between.</summary>
    public static (string Names, string Images) Containers(JsonElement podSpec)
    {
        var names = new StringBuilder();
        var images = new StringBuilder();
        foreach (var container in podSpec.Items("containers"u8))
        {
            if (names.Length > 0)
                names.Append(',');
            if (images.Length > 0)
                images.Append(',');
            names.Append(container.Text("name"u8));
            images.Append(container.Text("image"u8));
        }
        return (names.ToString(), images.ToString());
    }

    /// <summary>The first entries, and how many more there are.</summary>
    public static string Shortened(List<string> entries, string whenEmpty)
    {
        if (entries.Count <= ShownEntries)
            return entries.Count == 0 ? whenEmpty : string.Join(',', entries);
        return $"{string.Join(',', entries.Take(ShownEntries))} + {entries.Count - ShownEntries} more...";
    }

    /// <summary>An address and a port, with brackets around an IPv6 address.</summary>
    public static string HostPort(string address, long port) => address.Contains(':') ? $"[{address}]:{port}" : $"{address}:{port}";
}
