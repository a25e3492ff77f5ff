using System.Security.Cryptography;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Clusters;

/// <summary>A test in a namespace of its own on the shared cluster.</summary>
public abstract class ClusterTest(ClusterFixture fixture) : IAsyncLifetime
{
    /// <summary>The cluster.</summary>
    internal TestCluster Cluster { get; private set; } = null!;

    /// <summary>kubectl in the test's namespace.</summary>
    internal Kubectl Kubectl { get; private set; } = null!;

    /// <summary>The test's namespace.</summary>
    protected string Namespace => Kubectl.Namespace;

    public async ValueTask InitializeAsync()
    {
        Requirements.Require();
        Cluster = await fixture.ClusterAsync();
        var name = $"t-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        Kubectl = Cluster.Kubectl.In(name);
        await Cluster.Kubectl.TextAsync("create", "namespace", name);
        // Pods are refused until the controller has made it, as on Kubernetes.
        await Kubectl.FieldIsAsync("serviceaccount/default", ".metadata.name", "default");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Kubectl is not null)
            await Cluster.Kubectl.RunAsync("delete", "namespace", Namespace, "--wait=false");
    }
}
