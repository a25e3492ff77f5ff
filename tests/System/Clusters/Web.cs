using Trireme.Tests.System.Commands;

namespace Trireme.Tests.System.Clusters;

/// <summary>Asks web servers.</summary>
internal static class Web
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.Zero, // each request a connection: that is what Services balance
        UseProxy = false,
    })
    { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>The body at an address, without surrounding white space.</summary>
    public static async Task<string> GetAsync(string address) => (await Client.GetStringAsync(address)).Trim();

    /// <summary>Waits until an address answers with a text.</summary>
    public static Task<string> AnswersAsync(string address, string text, TimeSpan? limit = null) =>
        Eventually.HoldsAsync(() => GetAsync(address), body => body.Contains(text, StringComparison.Ordinal), limit, $"{address} answers with '{text}'");
}
