using System.Globalization;
using System.Text;

namespace Trireme.Network.Proxy;

/// <summary>All rules of a node, and the scripts that bring them about in one transaction, so that no packet sees half of them. Immutable.</summary>
/// <param name="Table">The table.</param>
/// <param name="Text">The table as nftables reads it.</param>
/// <param name="Chains">The chains of Services, endpoints and host ports, which come and go.</param>
/// <param name="Sets">The sets that remember which endpoint a client was sent to.</param>
internal sealed record RuleSet(string Table, string Text, IReadOnlyList<string> Chains, IReadOnlyList<string> Sets)
{
    private static readonly string[] Maps =
        ["service-ips", "service-nodeports", "no-endpoint-services", "no-endpoint-nodeports", "hostports", "bound-hostports"];

    /// <summary>The script that replaces the table, whatever it holds.</summary>
    public string Replacement() =>
        // "add" first, as deleting a table that is not there fails the transaction.
        $"add table ip {Table}\ndelete table ip {Table}\n{Text}";

    /// <summary>The script that turns an earlier set of rules into this one and keeps what sets remember: clients stay with their endpoints.</summary>
    public string Update(RuleSet earlier)
    {
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $"flush table ip {Table}\n");
        foreach (var map in Maps)
            script.Append(CultureInfo.InvariantCulture, $"flush map ip {Table} {map}\n");
        script.Append(Text);
        foreach (var chain in earlier.Chains.Except(Chains))
            script.Append(CultureInfo.InvariantCulture, $"delete chain ip {Table} {chain}\n");
        foreach (var set in earlier.Sets.Except(Sets))
            script.Append(CultureInfo.InvariantCulture, $"delete set ip {Table} {set}\n");
        return script.ToString();
    }
}
