using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Network.Proxy;

namespace Trireme.Network.Dns;

/// <summary>
/// Publishes cluster DNS as the Service <c>kube-system/kube-dns</c>: one EndpointSlice a node, and traffic stays on the node that asks.
/// </summary>
internal static class DnsService
{
    private const string Namespace = "kube-system";
    private const string Name = "kube-dns";

    /// <summary>Creates or corrects the Service and this node's slice.</summary>
    public static async Task PublishAsync(ApiClient client, NodeNetworkOptions options, string address, int port, CancellationToken cancellationToken)
    {
        var services = client.Resource<Service>(Namespace);
        if ((await services.GetAsync(Name, cancellationToken).ConfigureAwait(false)).IsNotFound)
        {
            var created = await services.CreateAsync(Service(options), cancellationToken).ConfigureAwait(false);
            if (!created.IsSuccess && !created.IsAlreadyExists)
                throw new NetworkException($"the Service of cluster DNS cannot be created: {created.Error.Message}");
        }
        var slices = client.Resource<EndpointSlice>(Namespace);
        var wanted = Slice(options, address, port);
        var present = await slices.GetAsync(wanted.Metadata.Name!, cancellationToken).ConfigureAwait(false);
        var written = present.IsSuccess
            ? await slices.UpdateAsync(wanted with { Metadata = wanted.Metadata with { ResourceVersion = present.Value.Metadata.ResourceVersion } }, null, cancellationToken).ConfigureAwait(false)
            : await slices.CreateAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (!written.IsSuccess)
            throw new NetworkException($"the endpoints of cluster DNS cannot be written: {written.Error.Message}");
    }

    private static Service Service(NodeNetworkOptions options) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = Namespace,
            Name = Name,
            Labels = new Dictionary<string, string> { ["k8s-app"] = "kube-dns", ["kubernetes.io/name"] = "CoreDNS", ["kubernetes.io/cluster-service"] = "true" },
        },
        Spec = new ServiceSpec
        {
            ClusterIP = options.DnsAddress,
            InternalTrafficPolicy = "Local",
            Ports =
            [
                new ServicePort { Name = "dns", Port = 53, Protocol = "UDP", TargetPort = 53 },
                new ServicePort { Name = "dns-tcp", Port = 53, Protocol = "TCP", TargetPort = 53 },
            ],
        },
    };

    private static EndpointSlice Slice(NodeNetworkOptions options, string address, int port) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = Namespace,
            Name = $"{Name}-{options.NodeName}",
            Labels = new Dictionary<string, string> { [SliceServices.Label] = Name, ["endpointslice.kubernetes.io/managed-by"] = "dns.trireme.io" },
        },
        AddressType = "IPv4",
        Endpoints = [new Endpoint { Addresses = [address], NodeName = options.NodeName, Conditions = new EndpointConditions { Ready = true, Serving = true, Terminating = false } }],
        Ports =
        [
            new Api.Discovery.V1.EndpointPort { Name = "dns", Port = port, Protocol = "UDP" },
            new Api.Discovery.V1.EndpointPort { Name = "dns-tcp", Port = port, Protocol = "TCP" },
        ],
    };
}
