using System.Globalization;
using System.Text;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>One page of a list.</summary>
/// <param name="Items">An array of the shared pool with the objects in front.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Revision">The list's resource version.</param>
/// <param name="Next">The continue token; empty for the last page.</param>
/// <param name="Remaining">How many objects follow; null where that is not known.</param>
internal sealed record ListPage(CachedObject[] Items, int Count, long Revision, string Next, long? Remaining)
{
    /// <summary>The list's metadata as JSON.</summary>
    public byte[] Metadata()
    {
        var text = new StringBuilder(64);
        text.Append(CultureInfo.InvariantCulture, $"{{\"resourceVersion\":\"{Revision}\"");
        if (Next.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $",\"continue\":\"{Next}\"");
        if (Remaining is { } remaining)
            text.Append(CultureInfo.InvariantCulture, $",\"remainingItemCount\":{remaining}");
        return Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }
}
