using System.Globalization;

namespace Trireme.Bench.Load;

/// <summary>A server to load.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Kubeconfig">How to reach it.</param>
/// <param name="ProcessIds">The processes that serve it; empty to ask the server itself.</param>
internal sealed record LoadTarget(string Name, string Kubeconfig, IReadOnlyList<int> ProcessIds)
{
    /// <summary>Reads <c>NAME=KUBECONFIG[,PID...]</c>.</summary>
    public static LoadTarget Parse(string text)
    {
        var parts = text.Split('=', 2) is [var name, var rest] ? (name, words: rest.Split(',')) : throw new ArgumentException("--server takes NAME=KUBECONFIG[,PID...]");
        return new LoadTarget(parts.name, parts.words[0], [.. parts.words.Skip(1).Select(word => int.Parse(word, CultureInfo.InvariantCulture))]);
    }
}
