using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Api.Certificates.V1;
using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Trireme.Server.Auth;
using Xunit;

namespace Trireme.Tests.Integration.Controllers;

public sealed class ClusterUpkeepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Namespace_New_GetsAccountAndAuthority_AndTheyComeBack()
    {
        await using var cluster = await ControllerCluster.StartAsync(new ControllerManagerOptions { RootCertificates = "PEM" });
        var ns = await cluster.NamespaceAsync("fresh");
        var map = await cluster.UntilAsync<ConfigMap>(ns, "kube-root-ca.crt", map => map.Data?["ca.crt"] == "PEM");
        Assert.StartsWith("Contains a CA bundle", map.Metadata.Annotations!["kubernetes.io/description"], StringComparison.Ordinal);

        await cluster.Client.Resource<ServiceAccount>(ns).DeleteAsync("default", null, Cancellation);
        await cluster.Client.Resource<ConfigMap>(ns).PatchAsync("kube-root-ca.crt", PatchBody.Merge("""{"data":{"ca.crt":"forged"}}"""u8.ToArray()), null, Cancellation);

        await cluster.UntilAsync<ServiceAccount>(ns, all => all.Any(account => account.Metadata.Name == "default"));
        await cluster.UntilAsync<ConfigMap>(ns, "kube-root-ca.crt", changed => changed.Data?["ca.crt"] == "PEM");
    }

    [Fact]
    public async Task TokenSecret_OfAnAccount_IsFilledAndGoesWithIt()
    {
        await using var cluster = await ControllerCluster.StartAsync(new ControllerManagerOptions { RootCertificates = "PEM" });
        var ns = await cluster.NamespaceAsync("tokens");
        await cluster.CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "robot", Namespace = ns } });
        await cluster.CreateAsync(new Secret
        {
            Metadata = new ObjectMeta { Name = "robot-token", Namespace = ns, Annotations = new Dictionary<string, string> { ["kubernetes.io/service-account.name"] = "robot" } },
            Type = "kubernetes.io/service-account-token",
        });

        var secret = await cluster.UntilAsync<Secret>(ns, "robot-token", found => found.Data?.ContainsKey("token") == true);
        Assert.Equal("PEM", Encoding.UTF8.GetString(secret.Data!["ca.crt"]));
        Assert.Equal(ns, Encoding.UTF8.GetString(secret.Data["namespace"]));
        Assert.Equal(3, Encoding.UTF8.GetString(secret.Data["token"]).Split('.').Length);

        await cluster.Client.Resource<ServiceAccount>(ns).DeleteAsync("robot", null, Cancellation);
        await cluster.GoneAsync<Secret>(ns, "robot-token");
    }

    [Fact]
    public async Task Nodes_New_GetRangesThatDoNotOverlap()
    {
        await using var cluster = await ControllerCluster.StartAsync(new ControllerManagerOptions { ClusterCidr = IPNetwork.Parse("10.244.0.0/16") });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => cluster.CreateAsync(new Node { Metadata = new ObjectMeta { Name = $"n{i}" } })));
        var nodes = await cluster.UntilAsync<Node>(null, all => all.Count == 20 && all.All(node => !string.IsNullOrEmpty(node.Spec.PodCIDR)));

        Assert.Equal(20, nodes.Select(node => node.Spec.PodCIDR).Distinct().Count());
        Assert.All(nodes, node => Assert.Equal([node.Spec.PodCIDR!], node.Spec.PodCIDRs));
        await cluster.Client.Resource<Node>().DeleteAsync("n7", null, Cancellation);
        await cluster.GoneAsync<Node>(null, "n7");
        await cluster.CreateAsync(new Node { Metadata = new ObjectMeta { Name = "later" } });
        var later = await cluster.UntilAsync<Node>(null, "later", node => !string.IsNullOrEmpty(node.Spec.PodCIDR));
        Assert.DoesNotContain(nodes, node => node.Metadata.Name != "n7" && node.Spec.PodCIDR == later.Spec.PodCIDR);
    }

    [Fact]
    public async Task Node_FallsSilent_IsTaintedAndPodsWithoutToleranceGo()
    {
        await using var cluster = await ControllerCluster.StartAsync(ControllerCluster.Impatient);
        var ns = await cluster.NamespaceAsync("silent");
        foreach (var name in new[] { "silent", "alive" })
        {
            await cluster.CreateAsync(new Node { Metadata = new ObjectMeta { Name = name } });
            await ReportAsync(cluster, name, Cancellation);
        }
        await cluster.CreateAsync(BoundPod(ns, "stays", [new Toleration { Operator = "Exists" }]));
        await cluster.CreateAsync(BoundPod(ns, "goes", [new Toleration { Key = "node.kubernetes.io/unreachable", Operator = "Exists", Effect = "NoExecute", TolerationSeconds = 0 }]));
        await using var beating = new Heart(cluster, "alive");

        var silent = await cluster.UntilAsync<Node>(null, "silent", node => node.Spec.Taints?.Count == 2);
        Assert.Equal("NodeStatusUnknown", silent.Status.Conditions.Find("Ready")!.Reason);
        Assert.Equal(["NoExecute", "NoSchedule"], silent.Spec.Taints!.Where(taint => taint.Key == "node.kubernetes.io/unreachable").Select(taint => taint.Effect).Order());
        var going = await cluster.UntilAsync<Pod>(ns, pods => pods.Any(pod => pod.Metadata.Name == "goes" && pod.Metadata.DeletionTimestamp is not null) || pods.All(pod => pod.Metadata.Name != "goes"));
        Assert.Null(going.Single(pod => pod.Metadata.Name == "stays").Metadata.DeletionTimestamp);
        await cluster.UntilAsync<Event>(ns, events => events.Any(e => e.Reason == "TaintManagerEviction" && e.Message == "Marking for deletion Pod silent/goes"));
    }

    [Fact]
    public async Task CertificateRequest_OfAJoiningNode_IsApprovedAndSigned()
    {
        var seen = new List<CertificateToSign>();
        var options = new ControllerManagerOptions
        {
            Signer = (request, _) =>
            {
                seen.Add(request);
                return Task.FromResult("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"u8.ToArray());
            },
        };
        await using var cluster = await ControllerCluster.StartAsync(options);
        var joining = cluster.Cluster.ClientOf(new UserInfo("system:bootstrap:abcdef", ["system:bootstrappers", "system:bootstrappers:kubeadm:default-node-token", "system:authenticated"]));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = new CertificateRequest("O=system:nodes, CN=system:node:n1", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        (await joining.Resource<CertificateSigningRequest>().CreateAsync(
            new CertificateSigningRequest
            {
                Metadata = new ObjectMeta { Name = "join" },
                Spec = new CertificateSigningRequestSpec
                {
                    Request = Encoding.UTF8.GetBytes(pem),
                    SignerName = "kubernetes.io/kube-apiserver-client-kubelet",
                    Usages = ["client auth", "digital signature"],
                },
            },
            Cancellation)).Require();

        var signed = await cluster.UntilAsync<CertificateSigningRequest>(null, "join", request => request.Status.Certificate is { Length: > 0 });
        Assert.Equal("AutoApproved", signed.Status.Conditions.Find("Approved")!.Reason);
        Assert.Equal("kubernetes.io/kube-apiserver-client-kubelet", Assert.Single(seen).SignerName);
    }

    private static Pod BoundPod(string ns, string name, IReadOnlyList<Toleration> tolerations) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = ns },
        Spec = new PodSpec { NodeName = "silent", Tolerations = tolerations, Containers = [new Container { Name = "c", Image = "i" }] },
    };

    private static Task ReportAsync(ControllerCluster cluster, string name, CancellationToken cancellationToken) =>
        cluster.Client.Resource<Node>().UpdateWithRetryAsync(
            name,
            node => node.Status.Conditions.IsTrue("Ready") ? null : node with
            {
                Status = node.Status with { Conditions = node.Status.Conditions.With(new NodeCondition { Type = "Ready", Status = "True", Reason = "KubeletReady" }) },
            },
            "status",
            cancellationToken);

    /// <summary>Renews a node's lease until the test ends.</summary>
    private sealed class Heart : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _beating;

        public Heart(ControllerCluster cluster, string node) => _beating = Task.Run(() => BeatAsync(cluster, node));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task BeatAsync(ControllerCluster cluster, string node)
        {
            var leases = cluster.Client.Resource<Lease>("kube-node-lease");
            var lease = (await leases.CreateAsync(
                new Lease { Metadata = new ObjectMeta { Name = node, Namespace = "kube-node-lease" }, Spec = new LeaseSpec { HolderIdentity = node } }, _stop.Token)).Require();
            while (true)
            {
                lease = (await leases.UpdateAsync(lease with { Spec = lease.Spec with { RenewTime = TimeProvider.System.GetUtcNow() } }, null, _stop.Token)).Require();
                // On a busy machine it may have seemed silent, too.
                await ReportAsync(cluster, node, _stop.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, _stop.Token);
            }
        }
    }
}
