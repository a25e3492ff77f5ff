using System.Net;
using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Client.Informers;
using Trireme.Network.Proxy;

namespace Trireme.Network.Dns;

/// <summary>
/// Answers for the cluster's zone straight from the informers, so that nothing is built ahead and answers are as new as the caches.
/// Source: Kubernetes DNS-based service discovery specification 1.1.0. IPv4. Thread-safe.
/// </summary>
internal sealed class ClusterZone
{
    private const string AddressIndex = "network.address";
    private const string ServiceIndex = "network.service";
    private readonly IInformer<Service> _services;
    private readonly IInformer<EndpointSlice> _slices;
    private readonly IPNetwork[] _reverse;

    public ClusterZone(IInformerFactory informers, string domain, params string[] reverseRanges)
    {
        Domain = domain;
        _reverse = [.. reverseRanges.Select(IPNetwork.Parse)];
        _services = informers.For<Service>();
        _slices = informers.For<EndpointSlice>();
        _services.AddIndex(AddressIndex, service => HasAddress(service) ? [service.Spec.ClusterIP!] : []);
        _slices.AddIndex(AddressIndex, slice => (slice.Endpoints ?? []).SelectMany(endpoint => endpoint.Addresses));
        _slices.AddIndex(ServiceIndex, SliceServices.KeysOf);
    }

    /// <summary>The zone's name.</summary>
    public string Domain { get; }

    /// <summary>Completes when the zone can answer.</summary>
    public async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        await _services.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
        await _slices.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer to a question; null where the name is not the cluster's and others must be asked.</summary>
    public DnsAnswer? Resolve(string name, DnsType type)
    {
        if (name == Domain)
            return DnsAnswer.Empty;
        if (name.EndsWith(".in-addr.arpa", StringComparison.Ordinal))
            return Reverse(name, type);
        if (!name.EndsWith("." + Domain, StringComparison.Ordinal))
            return null;
        var labels = name[..^(Domain.Length + 1)].Split('.');
        return labels switch
        {
            ["dns-version"] => Only(type, new DnsRecord(name, DnsType.Txt) { Target = "1.1.0" }),
            ["svc"] or ["pod"] => DnsAnswer.Empty,
            [var ns, "svc"] => _services.List(ns).Count > 0 ? DnsAnswer.Empty : DnsAnswer.Missing,
            [var dashed, _, "pod"] => DashedAddress(dashed) is { } address ? Only(type, new DnsRecord(name, DnsType.A) { Address = address }) : DnsAnswer.Missing,
            [var service, var ns, "svc"] => ServiceAnswer(name, type, ns, service),
            [var host, var service, var ns, "svc"] when !host.StartsWith('_') => HostAnswer(name, type, ns, service, host),
            [var port, var protocol, var service, var ns, "svc"] when port.StartsWith('_') && protocol.StartsWith('_') =>
                PortAnswer(name, type, ns, service, port[1..], protocol[1..]),
            _ => DnsAnswer.Missing,
        };
    }

    private static bool HasAddress(Service service) => IPAddress.TryParse(service.Spec.ClusterIP, out _);

    private static DnsAnswer Only(DnsType asked, DnsRecord record) =>
        asked == record.Type || asked == DnsType.Any ? new DnsAnswer(DnsResponseCode.NoError, [record], []) : DnsAnswer.Empty;

    private static IPAddress? DashedAddress(string dashed) =>
        dashed.Count(c => c == '-') == 3 && IPAddress.TryParse(dashed.Replace('-', '.'), out var address) ? address : null;

    private static string HostName(Endpoint endpoint) =>
        string.IsNullOrEmpty(endpoint.Hostname) ? endpoint.Addresses[0].Replace('.', '-') : endpoint.Hostname;

    private IEnumerable<(EndpointSlice Slice, Endpoint Endpoint)> Endpoints(Service service)
    {
        var all = service.Spec.PublishNotReadyAddresses == true;
        return from slice in _slices.ByIndex(ServiceIndex, SliceServices.Key(service.Metadata.Namespace ?? "", service.Metadata.Name ?? ""))
               where slice.AddressType == "IPv4"
               from endpoint in slice.Endpoints ?? []
               where endpoint.Addresses.Count > 0 && (all || (endpoint.Conditions?.Ready ?? true))
               select (slice, endpoint);
    }

    private DnsAnswer ServiceAnswer(string name, DnsType type, string ns, string serviceName)
    {
        if (_services.Get(ns, serviceName) is not { } service)
            return DnsAnswer.Missing;
        if (service.Spec.Type == "ExternalName")
        {
            var target = (service.Spec.ExternalName ?? "").TrimEnd('.').ToLowerInvariant();
            return target.Length == 0 ? DnsAnswer.Empty : new DnsAnswer(DnsResponseCode.NoError, [new DnsRecord(name, DnsType.CName) { Target = target }], []);
        }
        if (type == DnsType.Srv)
            return Ports(name, service, _ => true);
        var addresses = HasAddress(service)
            ? [service.Spec.ClusterIP!]
            : Endpoints(service).Select(pair => pair.Endpoint.Addresses[0]).Distinct().ToList();
        if (addresses.Count == 0)
            return DnsAnswer.Missing; // a headless Service without endpoints has no name, as in CoreDNS
        return type is DnsType.A or DnsType.Any
            ? new DnsAnswer(DnsResponseCode.NoError, [.. addresses.Select(address => new DnsRecord(name, DnsType.A) { Address = IPAddress.Parse(address) })], [])
            : DnsAnswer.Empty;
    }

    private DnsAnswer HostAnswer(string name, DnsType type, string ns, string serviceName, string host)
    {
        if (_services.Get(ns, serviceName) is not { } service || service.Spec.Type == "ExternalName")
            return DnsAnswer.Missing;
        var records = Endpoints(service)
            .Where(pair => string.Equals(HostName(pair.Endpoint), host, StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Endpoint.Addresses[0])
            .Distinct()
            .Select(address => new DnsRecord(name, DnsType.A) { Address = IPAddress.Parse(address) })
            .ToList();
        if (records.Count == 0)
            return DnsAnswer.Missing;
        return type is DnsType.A or DnsType.Any ? new DnsAnswer(DnsResponseCode.NoError, records, []) : DnsAnswer.Empty;
    }

    private DnsAnswer PortAnswer(string name, DnsType type, string ns, string serviceName, string port, string protocol)
    {
        if (_services.Get(ns, serviceName) is not { } service)
            return DnsAnswer.Missing;
        var answer = Ports(name, service, candidate =>
            string.Equals(candidate.Name, port, StringComparison.OrdinalIgnoreCase) && string.Equals(candidate.Protocol, protocol, StringComparison.OrdinalIgnoreCase));
        return answer.Records.Count > 0 && type is not (DnsType.Srv or DnsType.Any) ? DnsAnswer.Empty : answer;
    }

    private DnsAnswer Ports(string name, Service service, Func<(string Name, string Protocol), bool> wanted)
    {
        var serviceName = $"{service.Metadata.Name}.{service.Metadata.Namespace}.svc.{Domain}";
        if (HasAddress(service))
        {
            var records = (service.Spec.Ports ?? [])
                .Where(port => wanted((port.Name ?? "", port.Protocol ?? "TCP")))
                .Select(port => new DnsRecord(name, DnsType.Srv) { Target = serviceName, Port = (ushort)port.Port })
                .ToList();
            return records.Count == 0
                ? DnsAnswer.Missing
                : new DnsAnswer(DnsResponseCode.NoError, records, [new DnsRecord(serviceName, DnsType.A) { Address = IPAddress.Parse(service.Spec.ClusterIP!) }]);
        }
        var targets = (from pair in Endpoints(service)
                       from port in pair.Slice.Ports ?? []
                       where port.Port is > 0 && wanted((port.Name ?? "", port.Protocol ?? "TCP"))
                       select (Host: $"{HostName(pair.Endpoint)}.{serviceName}", Address: pair.Endpoint.Addresses[0], Port: (ushort)port.Port!.Value))
            .Distinct()
            .ToList();
        return targets.Count == 0
            ? DnsAnswer.Missing
            : new DnsAnswer(
                DnsResponseCode.NoError,
                [.. targets.Select(target => new DnsRecord(name, DnsType.Srv) { Target = target.Host, Port = target.Port })],
                [.. targets.DistinctBy(target => target.Host).Select(target => new DnsRecord(target.Host, DnsType.A) { Address = IPAddress.Parse(target.Address) })]);
    }

    private DnsAnswer? Reverse(string name, DnsType type)
    {
        var labels = name[..^".in-addr.arpa".Length].Split('.');
        if (labels.Length != 4 || !IPAddress.TryParse(string.Join('.', labels.Reverse()), out var address) || address.AddressFamily != AddressFamily.InterNetwork)
            return null;
        var text = address.ToString();
        var records = _services.ByIndex(AddressIndex, text)
            .Select(service => $"{service.Metadata.Name}.{service.Metadata.Namespace}.svc.{Domain}")
            .Concat(from slice in _slices.ByIndex(AddressIndex, text)
                    where slice.Metadata.Labels?.ContainsKey(SliceServices.Label) == true
                    from endpoint in slice.Endpoints ?? []
                    where endpoint.Addresses.Contains(text)
                    select $"{HostName(endpoint)}.{slice.Metadata.Labels![SliceServices.Label]}.{slice.Metadata.Namespace}.svc.{Domain}")
            .Distinct()
            .Select(target => new DnsRecord(name, DnsType.Ptr) { Target = target })
            .ToList();
        if (records.Count > 0)
            return type is DnsType.Ptr or DnsType.Any ? new DnsAnswer(DnsResponseCode.NoError, records, []) : DnsAnswer.Empty;
        return _reverse.Any(range => range.Contains(address)) ? DnsAnswer.Missing : null;
    }
}
