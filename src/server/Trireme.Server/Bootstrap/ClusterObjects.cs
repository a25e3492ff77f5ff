using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Trireme.Machinery.Defaulting;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Http;
using Trireme.Server.Json;
using Trireme.Server.Verbs;

namespace Trireme.Server.Bootstrap;

/// <summary>The objects that every cluster has from its first moment: the system namespaces, and the Service by which Pods reach the server.</summary>
internal sealed class ClusterObjects(ServerParts parts, ObjectWriter writer)
{
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    /// <summary>Creates what is missing and corrects the endpoint of the server.</summary>
    /// <param name="port">The port that the server listens at; 0 for none, and then there is no endpoint.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task EnsureAsync(int port, CancellationToken cancellationToken)
    {
        foreach (var name in Namespaces)
            await EnsureAsync("", "v1", "namespaces", "", name, NewNamespace(name), replace: false, cancellationToken).ConfigureAwait(false);
        await new ClusterRoles(parts, writer).EnsureAsync(cancellationToken).ConfigureAwait(false);
        if (port == 0)
            return;
        await EnsureAsync("", "v1", "services", "default", "kubernetes", NewService(port), replace: false, cancellationToken).ConfigureAwait(false);
        if (AdvertisedAddress.Of(parts.Options) is not { } address || IPAddress.IsLoopback(address))
            return; // no Pod could reach it
        await EnsureAsync("", "v1", "endpoints", "default", "kubernetes", NewEndpoints(address, port), replace: true, cancellationToken).ConfigureAwait(false);
        await EnsureAsync(
            "discovery.k8s.io", "v1", "endpointslices", "default", "kubernetes", NewSlice(address, port), replace: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first address of the range of cluster IPs: that of the Service <c>kubernetes</c>.</summary>
    public static IPAddress FirstAddress(IPNetwork range)
    {
        var bytes = range.BaseAddress.GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes);
    }

    private async Task EnsureAsync(
        string group, string version, string plural, string ns, string name, JsonObject obj, bool replace, CancellationToken cancellationToken)
    {
        var kind = parts.Kinds.FindResource(group, version, plural)
            ?? throw new InvalidOperationException($"{plural} of {group}/{version} is not a resource");
        var exists = parts.Cache.Find(kind, ns, name) is not null;
        if (exists && !replace)
            return;
        obj["kind"] = kind.Kind;
        obj["apiVersion"] = kind.ApiVersion;
        Defaulter.Apply(kind, obj);
        var request = new WriteRequest
        {
            Kind = kind,
            Namespace = ns,
            Name = exists ? name : "",
            User = UserInfo.System("system:apiserver"),
            FieldManager = "kube-apiserver",
            Warnings = [],
        };
        var result = exists
            ? await writer.UpdateAsync(request, (_, _) => (obj.DeepClone().AsObject(), null), cancellationToken).ConfigureAwait(false)
            : await writer.CreateAsync(request, obj, cancellationToken).ConfigureAwait(false);
        if (result.Error is { Reason: not "AlreadyExists" } error)
            throw new InvalidOperationException($"the server cannot write {plural} \"{name}\" that every cluster has: {error.Message}");
    }

    private static JsonObject NewNamespace(string name) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    private JsonObject NewService(int port) => new()
    {
        ["metadata"] = Metadata("component", "apiserver", "provider", "kubernetes"),
        ["spec"] = new JsonObject
        {
            ["clusterIP"] = FirstAddress(parts.Options.ServiceCidr).ToString(),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["protocol"] = "TCP", ["targetPort"] = port }),
            ["type"] = "ClusterIP",
        },
    };

    private static JsonObject NewEndpoints(IPAddress address, int port) => new()
    {
        ["metadata"] = Metadata("endpointslice.kubernetes.io/skip-mirror", "true"),
        ["subsets"] = new JsonArray(new JsonObject
        {
            ["addresses"] = new JsonArray(new JsonObject { ["ip"] = address.ToString() }),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = port, ["protocol"] = "TCP" }),
        }),
    };

    private static JsonObject NewSlice(IPAddress address, int port) => new()
    {
        ["metadata"] = Metadata("kubernetes.io/service-name", "kubernetes"),
        ["addressType"] = address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4",
        ["endpoints"] = new JsonArray(new JsonObject
        {
            ["addresses"] = new JsonArray(address.ToString()),
            ["conditions"] = new JsonObject { ["ready"] = true },
        }),
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = port, ["protocol"] = "TCP" }),
    };

    private static JsonObject Metadata(params ReadOnlySpan<string> labels)
    {
        var all = new JsonObject();
        for (var i = 0; i < labels.Length; i += 2)
            all[labels[i]] = labels[i + 1];
        return new JsonObject { ["name"] = "kubernetes", ["namespace"] = "default", ["labels"] = all };
    }
}
