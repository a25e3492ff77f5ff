using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Trireme.Server.Cache;
using Trireme.Server.Json;

namespace Trireme.Server.Strategies.Services;

/// <summary>
/// Which cluster IPs and node ports are taken: those of all stored Services, followed change by change, and those of writes on their way.
/// What is stored is the only record, so nothing can leak: a Service that goes takes its addresses with it. Thread-safe.
/// </summary>
internal sealed class ServiceAllocations : IKindObserver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, int> _addresses = [];
    private readonly Dictionary<int, int> _ports = [];
    private readonly uint _base;
    private readonly uint _size;

    /// <summary>The ranges of a server.</summary>
    /// <exception cref="ArgumentException">A range cannot be used.</exception>
    public ServiceAllocations(ApiServerOptions options)
    {
        var range = options.ServiceCidr;
        if (range.BaseAddress.AddressFamily != AddressFamily.InterNetwork || range.PrefixLength is < 8 or > 29)
            throw new ArgumentException($"the range of cluster IPs must be IPv4 with a prefix of /8 to /29, and {range} is not");
        if (options.FirstNodePort < 1 || options.LastNodePort > 65535 || options.FirstNodePort > options.LastNodePort)
            throw new ArgumentException($"{options.FirstNodePort}-{options.LastNodePort} is not a range of node ports");
        Range = range;
        FirstPort = options.FirstNodePort;
        LastPort = options.LastNodePort;
        _base = Number(range.BaseAddress);
        _size = 1u << (32 - range.PrefixLength);
    }

    /// <summary>The range of cluster IPs.</summary>
    public IPNetwork Range { get; }

    /// <summary>The first node port.</summary>
    public int FirstPort { get; }

    /// <summary>The last node port.</summary>
    public int LastPort { get; }

    public void Loaded(ObjectTable table)
    {
        lock (_gate)
        {
            _addresses.Clear();
            _ports.Clear();
            foreach (var item in table.From(""))
                Count(item, 1);
        }
    }

    public void Changed(CacheEvent change)
    {
        lock (_gate)
        {
            if (change.Type != CacheEventType.Deleted)
                Count(change.Object!, 1);
            if (change.Previous is { } previous)
                Count(previous, -1);
        }
    }

    /// <summary>Takes an address for a write on its way; false where it is taken.</summary>
    public bool TryTake(IPAddress address)
    {
        var number = Number(address);
        lock (_gate)
        {
            if (_addresses.ContainsKey(number))
                return false;
            _addresses[number] = 1;
            return true;
        }
    }

    /// <summary>Takes a port for a write on its way; false where it is taken.</summary>
    public bool TryTake(int port)
    {
        lock (_gate)
            return _ports.TryAdd(port, 1);
    }

    /// <summary>Takes any free address; null where the range is full. The lower part of the range is left for those that choose theirs (KEP-3070).</summary>
    public IPAddress? TakeAddress()
    {
        var reserved = Math.Clamp(_size / 16, 16, 256);
        if (_size < 64)
            reserved = 1;
        lock (_gate)
        {
            return Scan(reserved, _size - 1) ?? Scan(1, reserved);
        }
    }

    /// <summary>Takes any free node port; null where the range is full.</summary>
    public int? TakePort()
    {
        var count = LastPort - FirstPort + 1;
        var start = RandomNumberGenerator.GetInt32(count);
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                var port = FirstPort + ((start + i) % count);
                if (_ports.TryAdd(port, 1))
                    return port;
            }
        }
        return null;
    }

    /// <summary>Gives back what a write took: by now the stored Service holds it, or nobody does.</summary>
    public void Return(IEnumerable<IPAddress> addresses, IEnumerable<int> ports)
    {
        lock (_gate)
        {
            foreach (var address in addresses)
                Add(_addresses, Number(address), -1);
            foreach (var port in ports)
                Add(_ports, port, -1);
        }
    }

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static void Add<TKey>(Dictionary<TKey, int> counts, TKey key, int by)
        where TKey : notnull
    {
        var count = counts.GetValueOrDefault(key) + by;
        if (count <= 0)
            counts.Remove(key);
        else
            counts[key] = count;
    }

    /// <summary>Looks for a free address between two offsets of the range, from a random one on.</summary>
    private IPAddress? Scan(uint from, uint to)
    {
        var count = (int)(to - from);
        if (count <= 0)
            return null;
        var start = RandomNumberGenerator.GetInt32(count);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < count; i++)
        {
            var number = _base + from + (uint)((start + i) % count);
            if (!_addresses.TryAdd(number, 1))
                continue;
            BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
            return new IPAddress(bytes);
        }
        return null;
    }

    private void Count(CachedObject service, int by)
    {
        if (JsonNode.Parse(service.Json.Span)?["spec"] is not JsonObject spec)
            return;
        foreach (var text in ServiceNeeds.Addresses(spec))
        {
            if (IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork)
                Add(_addresses, Number(address), by);
        }
        foreach (var port in ServiceNeeds.Ports(spec))
            Add(_ports, port, by);
    }
}
