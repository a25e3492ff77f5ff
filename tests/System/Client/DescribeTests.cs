using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Client;

/// <summary>kubectl describe, which shows at once whether statuses and events are as Kubernetes has them.</summary>
public sealed class DescribeTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Fact]
    public async Task Describe_OfPodDeploymentAndService_HasSectionsAndEvents()
    {
        await Kubectl.ApplyAsync(Manifests.Deployment("web", 1), Manifests.Service("web", "web"));
        await Kubectl.TextAsync("rollout", "status", "deployment/web", "--timeout=60s");

        var pod = await Kubectl.TextAsync("describe", "pods", "-l", "app=web");
        Assert.Matches(@"Status: +Running", pod);
        Assert.Matches(@"Controlled By: +ReplicaSet/web-", pod);
        Assert.Matches(@"Container ID: +containerd://[0-9a-f]{64}", pod);
        Assert.Matches(@"Readiness: +http-get http://:8080/ delay=0s timeout=1s period=1s #success=1 #failure=3", pod);
        Assert.Matches(@"PodReadyToStartContainers +True *\n +Initialized +True *\n +Ready +True *\n +ContainersReady +True *\n +PodScheduled +True", pod);
        Assert.Matches(@"QoS Class: +BestEffort", pod);
        Assert.Matches(@"node.kubernetes.io/not-ready:NoExecute op=Exists for 300s", pod);
        Assert.Matches($@"Normal +Scheduled +\S+ +default-scheduler +Successfully assigned {Namespace}/web-\S+ to \S+", pod);
        Assert.Matches(@"Normal +Pulled +\S+ +kubelet +Container image ""hello:1"" already present on machine", pod);
        Assert.Matches(@"Normal +Created +\S+ +kubelet +(Created container: web|Container created)", pod);
        Assert.Matches(@"Normal +Started +\S+ +kubelet +(Started container web|Container started)", pod);

        var deployment = await Kubectl.TextAsync("describe", "deployment", "web");
        Assert.Matches(@"Replicas: +1 desired \| 1 updated \| 1 total \| 1 available \| 0 unavailable", deployment);
        Assert.Matches(@"Available +True +MinimumReplicasAvailable\n +Progressing +True +NewReplicaSetAvailable", deployment);
        Assert.Matches(@"NewReplicaSet: +web-\S+ \(1/1 replicas created\)", deployment);
        Assert.Matches(@"Normal +ScalingReplicaSet +\S+ +deployment-controller +Scaled up replica set web-\S+ from 0 to 1", deployment);

        var service = await Kubectl.TextAsync("describe", "service", "web");
        Assert.Matches(@"Type: +ClusterIP\nIP Family Policy: +SingleStack\nIP Families: +IPv4", service);
        Assert.Matches($@"Endpoints: +{await Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].status.podIP}")}:8080", service);
    }

    [Fact]
    public async Task Describe_OfNode_HasConditionsCapacityAndPods()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("box", container: "\"resources\": {\"requests\": {\"cpu\": \"15m\"}}"));
        await Kubectl.ReadyAsync("box");
        var node = await Kubectl.TextAsync("describe", "nodes");
        Assert.Matches(@"MemoryPressure +False .* KubeletHasSufficientMemory +kubelet has sufficient memory available", node);
        Assert.Matches(@"Ready +True .* KubeletReady +kubelet is posting ready status", node);
        Assert.Matches(@"Container Runtime Version: +containerd://", node);
        Assert.Matches(@"PodCIDR: +10\.", node);
        Assert.Matches($@"{Namespace} +box +15m \(0%\)", node);
        Assert.Matches(@"Normal +NodeReady +", node);
        Assert.Matches(@"NAME +STATUS +ROLES +AGE +VERSION +INTERNAL-IP[\s\S]+ Ready +<none> +\S+ +v1\.36\.", await Kubectl.TextAsync("get", "nodes", "-o", "wide"));
    }
}
