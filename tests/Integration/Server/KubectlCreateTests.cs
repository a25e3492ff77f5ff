using System.Diagnostics;
using System.Text;
using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Rbac.V1;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>The typed commands of a real kubectl, which speak protobuf.</summary>
public sealed class KubectlCreateTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_TypedCommands_MakeWhatTheySay()
    {
        await RunAsync("configmap/kc created", "create", "configmap", "kc", "--from-literal=k=v");
        Assert.Equal("v", (await shared.Cluster.Client.Resource<ConfigMap>("default").GetAsync("kc")).Require().Data!["k"]);

        await RunAsync("secret/kc created", "create", "secret", "generic", "kc", "--from-literal=p=word");
        var secret = (await shared.Cluster.Client.Resource<Secret>("default").GetAsync("kc")).Require();
        Assert.Equal("word", Encoding.UTF8.GetString(secret.Data!["p"]));
        Assert.Equal("Opaque", secret.Type);

        await RunAsync("namespace/kc created", "create", "namespace", "kc");
        await RunAsync("serviceaccount/kc created", "create", "serviceaccount", "kc");
        Assert.Equal(3, (await RunAsync(null, "create", "token", "kc", "--duration=1h")).Trim().Split('.').Length);

        await RunAsync("clusterrolebinding.rbac.authorization.k8s.io/kc created", "create", "clusterrolebinding", "kc", "--clusterrole=view", "--user=u");
        Assert.Equal("view", (await shared.Cluster.Client.Resource<ClusterRoleBinding>().GetAsync("kc")).Require().RoleRef.Name);

        await RunAsync("role.rbac.authorization.k8s.io/kc created", "create", "role", "kc", "--verb=get,list", "--resource=pods");
        Assert.Equal(["get", "list"], (await shared.Cluster.Client.Resource<Role>("default").GetAsync("kc")).Require().Rules![0].Verbs);
    }

    [Fact]
    public async Task Create_DeploymentAndItsService_HaveDefaults()
    {
        await RunAsync("deployment.apps/web created", "create", "deployment", "web", "--image=nginx:1.27", "--replicas=2", "--port=80");
        var deployment = (await shared.Cluster.Client.Resource<Deployment>("default").GetAsync("web")).Require();
        Assert.Equal(2, deployment.Spec!.Replicas);
        Assert.Equal("RollingUpdate", deployment.Spec.Strategy!.Type);
        Assert.Equal("TCP", deployment.Spec.Template.Spec!.Containers[0].Ports![0].Protocol);

        await RunAsync("service/web exposed", "expose", "deployment", "web");
        var service = (await shared.Cluster.Client.Resource<Service>("default").GetAsync("web")).Require();
        Assert.Equal(80, service.Spec!.Ports![0].Port);
        Assert.Equal("web", service.Spec.Selector!["app"]);

        await RunAsync("service/np created", "create", "service", "nodeport", "np", "--tcp=80:8080");
        Assert.InRange((await shared.Cluster.Client.Resource<Service>("default").GetAsync("np")).Require().Spec!.Ports![0].NodePort ?? 0, 30000, 32767);
        await RunAsync("deployment.apps/web scaled", "scale", "deployment", "web", "--replicas=0");
        Assert.Equal(0, (await shared.Cluster.Client.Resource<Deployment>("default").GetAsync("web")).Require().Spec!.Replicas);
    }

    [Fact]
    public async Task Describe_PodWithMuch_ShowsWhatKubectlReadFromProtobuf()
    {
        var file = Path.Combine(shared.Cluster.Folder, "pod.yaml");
        await File.WriteAllTextAsync(file, """
            apiVersion: v1
            kind: Pod
            metadata: {name: much, labels: {app: much}}
            spec:
              volumes:
              - {name: cache, emptyDir: {medium: Memory, sizeLimit: 64Mi}}
              - {name: conf, configMap: {name: settings, optional: true}}
              containers:
              - name: main
                image: nginx:1.27
                env:
                - {name: SECRET, valueFrom: {secretKeyRef: {name: hidden, key: word}}}
                ports: [{name: http, containerPort: 8080}]
                resources: {limits: {cpu: 500m, memory: 1Gi}}
                livenessProbe: {httpGet: {path: /live, port: http}, initialDelaySeconds: 7}
                readinessProbe: {exec: {command: [cat, /ready]}}
                volumeMounts: [{name: cache, mountPath: /cache}]
              tolerations: [{key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 42}]
            """, Token);
        await RunAsync("serviceaccount/default created", "create", "serviceaccount", "default");
        await RunAsync("pod/much created", "create", "-f", file);
        var text = await RunAsync(null, "describe", "pod", "much");
        foreach (var part in (string[])
        [
            "app=much", "SizeLimit:  64Mi", "Name:      settings", "Optional:  true", "<set to the key 'word' in secret 'hidden'>", "8080/TCP", "cpu:     500m",
            "http-get http://:http/live delay=7s timeout=1s period=10s #success=1 #failure=3", "exec [cat /ready]", "/cache from cache (rw)", "op=Exists for 42s",
        ])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
        Assert.Equal("yes", (await RunAsync(null, "auth", "can-i", "create", "pods")).Trim());
    }

    private async Task<string> RunAsync(string? expected, params string[] arguments)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl"))))
            Assert.Skip("kubectl is not installed");
        var start = new ProcessStartInfo("kubectl", ["--kubeconfig", shared.Cluster.WriteKubeconfig(), "--cache-dir", Path.Combine(shared.Cluster.Folder, "cache"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(Token);
            var output = await process.StandardOutput.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: {await errors}");
            if (expected is not null)
                Assert.Equal(expected, output.Trim());
            return output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
