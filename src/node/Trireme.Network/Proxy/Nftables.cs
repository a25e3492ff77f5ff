using Trireme.Network.Programs;

namespace Trireme.Network.Proxy;

/// <summary>Applies nftables scripts through the <c>nft</c> program.</summary>
internal static class Nftables
{
    /// <summary>Applies a script as one transaction.</summary>
    public static Task ApplyAsync(string script, CancellationToken cancellationToken) =>
        SystemProgram.RunAsync("nft", ["-f", "-"], script, cancellationToken);

    /// <summary>Deletes a table; a missing one is no error.</summary>
    public static Task DeleteTableAsync(string table, CancellationToken cancellationToken) =>
        SystemProgram.RunAsync("nft", ["-f", "-"], $"add table ip {table}\ndelete table ip {table}\n", cancellationToken);
}
