namespace Trireme.Network.Dns;

/// <summary>What the zone knows about a question.</summary>
/// <param name="Code">NoError, or NameError where the name does not exist.</param>
/// <param name="Records">The answers; empty with NoError means that the name exists but not with this type.</param>
/// <param name="Additional">Addresses of names in the answers.</param>
internal sealed record DnsAnswer(DnsResponseCode Code, IReadOnlyList<DnsRecord> Records, IReadOnlyList<DnsRecord> Additional)
{
    /// <summary>The name does not exist.</summary>
    public static DnsAnswer Missing { get; } = new(DnsResponseCode.NameError, [], []);

    /// <summary>The name exists, but has no record of the asked type.</summary>
    public static DnsAnswer Empty { get; } = new(DnsResponseCode.NoError, [], []);
}
