using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Nodes;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Nodes;

public sealed class NodeAuthorizerTests
{
    private readonly FakeObjects _objects = new();
    private readonly NodeAuthorizer _authorizer;

    public NodeAuthorizerTests()
    {
        _authorizer = new NodeAuthorizer(new NodeGraph(_objects));
        Run("n1");
    }

    [Theory]
    [InlineData("get secrets from-env", true)]
    [InlineData("get secrets from-envfrom", true)]
    [InlineData("get secrets from-volume", true)]
    [InlineData("get secrets from-projection", true)]
    [InlineData("get secrets for-pulling", true)]
    [InlineData("watch secrets from-env", true)]
    [InlineData("get secrets else", false)]
    [InlineData("list secrets -", false)]
    [InlineData("update secrets from-env", false)]
    [InlineData("get configmaps kube-root-ca.crt", true)]
    [InlineData("get configmaps else", false)]
    [InlineData("get persistentvolumeclaims data", true)]
    [InlineData("list persistentvolumeclaims data", false)]
    [InlineData("get pods web", true)]
    [InlineData("get pods else", false)]
    [InlineData("create serviceaccounts/token app", true)]
    [InlineData("create serviceaccounts/token default", false)]
    [InlineData("get serviceaccounts app", true)]
    [InlineData("list services -", true)]
    [InlineData("get nodes n1", true)]
    [InlineData("get nodes n2", false)]
    [InlineData("list nodes -", false)]
    [InlineData("patch nodes/status n1", true)]
    [InlineData("delete nodes n1", false)]
    [InlineData("patch pods/status web", true)]
    [InlineData("create events -", true)]
    [InlineData("create deployments -", false)]
    public void Authorize_Node_SeesItsOwn(string request, bool allowed)
    {
        var parts = request.Split(' ');
        var resource = parts[1].Split('/');
        Assert.Equal(allowed, Ask(parts[0], resource[0], resource.Length > 1 ? resource[1] : "", parts[2] == "-" ? "" : parts[2]).Allowed);
    }

    [Fact]
    public void Authorize_PodMovesAway_RightsGoWithIt()
    {
        Assert.True(Ask("get", "secrets", "", "from-env").Allowed);
        Run("n2");
        var decision = Ask("get", "secrets", "", "from-env");
        Assert.False(decision.Allowed);
        Assert.Equal("no relationship found between node 'n1' and this object", decision.Reason);
    }

    [Theory]
    [InlineData("spec.nodeName=n1", true)]
    [InlineData("status.phase!=Failed,spec.nodeName=n1", true)]
    [InlineData("spec.nodeName=n2", false)]
    [InlineData("spec.nodeName!=n1", false)]
    [InlineData("", false)]
    public void Authorize_ListOfPods_MustSelectTheNode(string selector, bool allowed)
    {
        var request = new AccessRequest(Node("n1"), "list") { Resource = "pods", FieldSelector = selector };
        Assert.Equal(allowed, _authorizer.Authorize(request).Allowed);
    }

    [Theory]
    [InlineData("update", "kube-node-lease", "n1", true)]
    [InlineData("create", "kube-node-lease", "", true)]
    [InlineData("update", "kube-node-lease", "n2", false)]
    [InlineData("update", "kube-system", "n1", false)]
    [InlineData("list", "kube-node-lease", "", false)]
    public void Authorize_Lease_IsTheNodesOwn(string verb, string ns, string name, bool allowed)
    {
        var request = new AccessRequest(Node("n1"), verb) { Group = "coordination.k8s.io", Resource = "leases", Namespace = ns, Name = name };
        Assert.Equal(allowed, _authorizer.Authorize(request).Allowed);
    }

    [Fact]
    public void Authorize_NotInTheGroup_IsNoNode()
    {
        var decision = _authorizer.Authorize(new AccessRequest(new UserInfo("system:node:n1", []), "list") { Resource = "services" });
        Assert.False(decision.Allowed);
        Assert.Equal("", decision.Reason);
    }

    private static UserInfo Node(string name) => new($"system:node:{name}", ["system:nodes"]);

    private AccessDecision Ask(string verb, string resource, string subresource, string name) => _authorizer.Authorize(new AccessRequest(Node("n1"), verb)
    {
        Group = resource == "deployments" ? "apps" : "",
        Resource = resource,
        Subresource = subresource,
        Namespace = resource == "nodes" ? "" : "ns",
        Name = name,
    });

    private void Run(string node) => _objects.Put(new Pod
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "web", Uid = "p" },
        Spec = new PodSpec
        {
            NodeName = node,
            ServiceAccountName = "app",
            ImagePullSecrets = [new LocalObjectReference { Name = "for-pulling" }],
            Containers =
            [
                new Container
                {
                    Name = "c",
                    Env = [new EnvVar { Name = "E", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "from-env", Key = "k" } } }],
                    EnvFrom = [new EnvFromSource { SecretRef = new SecretEnvSource { Name = "from-envfrom" } }],
                },
            ],
            Volumes =
            [
                new Volume { Name = "a", Secret = new SecretVolumeSource { SecretName = "from-volume" } },
                new Volume
                {
                    Name = "b",
                    Projected = new ProjectedVolumeSource
                    {
                        Sources =
                        [
                            new VolumeProjection { Secret = new SecretProjection { Name = "from-projection" } },
                            new VolumeProjection { ConfigMap = new ConfigMapProjection { Name = "kube-root-ca.crt" } },
                        ],
                    },
                },
                new Volume { Name = "c", PersistentVolumeClaim = new PersistentVolumeClaimVolumeSource { ClaimName = "data" } },
            ],
        },
    });
}
