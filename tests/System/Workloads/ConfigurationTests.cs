using System.Text;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>What containers are told: environment, ConfigMaps, Secrets, the downward API, tokens.</summary>
public sealed class ConfigurationTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Fact]
    public async Task Environment_OfEveryKind_IsInTheContainer()
    {
        await Kubectl.TextAsync("create", "configmap", "settings", "--from-literal=COLOR=blue", "--from-literal=size=7");
        await Kubectl.TextAsync("create", "secret", "generic", "keys", "--from-literal=password=s3cret");
        await Kubectl.ApplyAsync(Manifests.Service("other", "other"), Manifests.Pod("env", container: """
            "resources": {"limits": {"memory": "32Mi", "cpu": "500m"}},
            "envFrom": [{"configMapRef": {"name": "settings"}}, {"prefix": "KEY_", "secretRef": {"name": "keys"}}, {"configMapRef": {"name": "absent", "optional": true}}],
            "env": [
              {"name": "PLAIN", "value": "a b"},
              {"name": "JOINED", "value": "$(PLAIN)-$(COLOR)-$(NOBODY)-$$(PLAIN)"},
              {"name": "SIZE", "valueFrom": {"configMapKeyRef": {"name": "settings", "key": "size"}}},
              {"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "password"}}},
              {"name": "MAYBE", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "absent", "optional": true}}},
              {"name": "NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
              {"name": "SPACE", "valueFrom": {"fieldRef": {"fieldPath": "metadata.namespace"}}},
              {"name": "LABEL", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['app']"}}},
              {"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
              {"name": "ACCOUNT", "valueFrom": {"fieldRef": {"fieldPath": "spec.serviceAccountName"}}},
              {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
              {"name": "MEMORY", "valueFrom": {"resourceFieldRef": {"resource": "limits.memory", "divisor": "1Mi"}}},
              {"name": "CPU", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "1m"}}}]
            """));
        await Kubectl.ReadyAsync("env");
        var variables = (await Kubectl.TextAsync("exec", "env", "--", "env")).Split('\n').Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        var service = await Kubectl.FieldAsync("service/other", ".spec.clusterIP");
        var expected = new Dictionary<string, string>
        {
            ["COLOR"] = "blue",
            ["size"] = "7",
            ["KEY_password"] = "s3cret",
            ["PLAIN"] = "a b",
            ["JOINED"] = "a b-blue-$(NOBODY)-$(PLAIN)",
            ["SIZE"] = "7",
            ["PASSWORD"] = "s3cret",
            ["NAME"] = "env",
            ["SPACE"] = Namespace,
            ["LABEL"] = "env",
            ["ACCOUNT"] = "default",
            ["NODE"] = await Kubectl.FieldAsync("pod/env", ".spec.nodeName"),
            ["IP"] = await Kubectl.FieldAsync("pod/env", ".status.podIP"),
            ["MEMORY"] = "32",
            ["CPU"] = "500",
            ["HOSTNAME"] = "env",
            ["VERSION"] = "1",
            ["OTHER_SERVICE_HOST"] = service,
            ["OTHER_SERVICE_PORT"] = "80",
            ["OTHER_SERVICE_PORT_HTTP"] = "80",
            ["OTHER_PORT"] = $"tcp://{service}:80",
            ["KUBERNETES_SERVICE_PORT_HTTPS"] = "443",
        };
        Assert.Equal(expected, variables.Where(pair => expected.ContainsKey(pair.Key)).ToDictionary());
        Assert.DoesNotContain("MAYBE", variables.Keys);
    }

    [Fact]
    public async Task Environment_FromAbsentConfigMap_WaitsWithCreateContainerConfigError()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("waits", container: "\"envFrom\": [{\"configMapRef\": {\"name\": \"later\"}}]"));
        await Kubectl.FieldIsAsync("pod/waits", ".status.containerStatuses[0].state.waiting.reason", "CreateContainerConfigError");
        await Kubectl.EventAsync("waits", "Error: configmap \"later\" not found");
        await Kubectl.TextAsync("create", "configmap", "later", "--from-literal=A=1");
        await Kubectl.ReadyAsync("waits", 120);
    }

    [Fact]
    public async Task Volumes_OfConfigMapSecretAndDownwardApi_HoldFilesThatFollow()
    {
        await Kubectl.TextAsync("create", "configmap", "files", "--from-literal=a.conf=one", "--from-literal=b.conf=two");
        await Kubectl.TextAsync("create", "secret", "generic", "keys", "--from-literal=key=s3cret");
        await Kubectl.ApplyAsync(Manifests.Pod("reader",
            container: """
                "volumeMounts": [{"name": "conf", "mountPath": "/conf"}, {"name": "picked", "mountPath": "/picked"}, {"name": "keys", "mountPath": "/keys", "readOnly": true},
                  {"name": "about", "mountPath": "/about"}, {"name": "conf", "mountPath": "/single.conf", "subPath": "a.conf"}]
                """,
            spec: """
                "volumes": [{"name": "conf", "configMap": {"name": "files"}},
                  {"name": "picked", "configMap": {"name": "files", "items": [{"key": "b.conf", "path": "deep/down.conf", "mode": 292}]}},
                  {"name": "keys", "secret": {"secretName": "keys", "defaultMode": 365}},
                  {"name": "about", "downwardAPI": {"items": [{"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}}]
                """));
        await Kubectl.ReadyAsync("reader");
        Assert.Equal("one two two s3cret one", await ShellAsync("reader", "echo $(cat /conf/a.conf) $(cat /conf/b.conf) $(cat /picked/deep/down.conf) $(cat /keys/key) $(cat /single.conf)"));
        Assert.Equal("444 555 644", await ShellAsync("reader", "stat -L -c %a /picked/deep/down.conf /keys/key /conf/a.conf | tr '\\n' ' '"));
        Assert.Equal("app=\"reader\"", await ShellAsync("reader", "cat /about/labels"));
        Assert.NotEqual(0, (await Kubectl.RunAsync("exec", "reader", "--", "sh", "-c", "echo x >/keys/key")).ExitCode);

        await Kubectl.TextAsync("patch", "configmap", "files", "-p", """{"data":{"a.conf":"changed","c.conf":"new","b.conf":null}}""");
        await Kubectl.TextAsync("patch", "secret", "keys", "-p", """{"stringData":{"key":"n3w"}}""");
        await Kubectl.TextAsync("label", "pod", "reader", "tier=back");
        await Eventually.HoldsAsync(
            () => ShellAsync("reader", "cd /conf; echo *; cat a.conf; echo; cat /keys/key; echo; cat /about/labels"),
            seen => seen == "a.conf c.conf\nchanged\nn3w\napp=\"reader\"\ntier=\"back\"", TimeSpan.FromSeconds(150));
        Assert.Equal("one", await ShellAsync("reader", "cat /single.conf")); // a subPath does not follow, on Kubernetes neither
    }

    [Fact]
    public async Task Volume_OfAbsentSecret_KeepsThePodWaitingAndSaysSo()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("waits", container: "\"volumeMounts\": [{\"name\": \"v\", \"mountPath\": \"/v\"}]", spec: "\"volumes\": [{\"name\": \"v\", \"secret\": {\"secretName\": \"later\"}}]"));
        await Kubectl.EventAsync("waits", "Warning FailedMount MountVolume.SetUp failed for volume \"v\" : secret \"later\" not found");
        Assert.Equal("ContainerCreating", await Kubectl.FieldAsync("pod/waits", ".status.containerStatuses[0].state.waiting.reason"));
        await Kubectl.TextAsync("create", "secret", "generic", "later", "--from-literal=a=b");
        await Kubectl.ReadyAsync("waits", 120);
    }

    [Fact]
    public async Task EmptyDir_OfTwoContainers_IsOneFolder()
    {
        const string Mount = "\"volumeMounts\": [{\"name\": \"shared\", \"mountPath\": \"/shared\"}]";
        await Kubectl.ApplyAsync($$"""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "two"}, "spec": {"terminationGracePeriodSeconds": 1,
              "volumes": [{"name": "shared", "emptyDir": {"medium": "Memory", "sizeLimit": "1Mi"} }],
              "containers": [
                {"name": "writer", "image": "hello:1", "command": ["sh", "-c", "echo from writer >/shared/file; sleep 3600"], {{Mount}} },
                {"name": "reader", "image": "hello:1", "command": ["sleep", "3600"], {{Mount}} }]} }
            """);
        await Kubectl.ReadyAsync("two");
        Assert.Equal("from writer", await Kubectl.TextAsync("exec", "two", "-c", "reader", "--", "cat", "/shared/file"));
        Assert.Contains("tmpfs /shared tmpfs", await Kubectl.TextAsync("exec", "two", "-c", "reader", "--", "cat", "/proc/mounts"), StringComparison.Ordinal);
        var both = (await Kubectl.RunAsync("exec", "two", "--", "true")).Require();
        Assert.Contains("Defaulted container \"writer\" out of: writer, reader", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_InAPod_IsItsServiceAccountToTheApi()
    {
        // kubectl is one static file: inside a Pod it finds token, CA and address as every in-cluster client does.
        var folder = Path.GetDirectoryName(new FileInfo("/usr/bin/kubectl").ResolveLinkTarget(true)?.FullName ?? "/usr/bin/kubectl")!;
        await Kubectl.TextAsync("create", "serviceaccount", "reader");
        await Kubectl.TextAsync("create", "role", "pod-reader", "--verb=get,list", "--resource=pods");
        await Kubectl.TextAsync("create", "rolebinding", "pod-reader", "--role=pod-reader", $"--serviceaccount={Namespace}:reader");
        await Kubectl.ApplyAsync(Manifests.Pod("client",
            container: "\"volumeMounts\": [{\"name\": \"tools\", \"mountPath\": \"/tools\"}], \"env\": [{\"name\": \"HOME\", \"value\": \"/tmp\"}]",
            spec: $$"""
                "serviceAccountName": "reader", "volumes": [{"name": "tools", "hostPath": {"path": "{{folder}}", "type": "Directory"} }]
                """));
        await Kubectl.ReadyAsync("client");
        Assert.Equal(Namespace, await ShellAsync("client", "cat /var/run/secrets/kubernetes.io/serviceaccount/namespace"));
        Assert.Equal("pod/client", await ShellAsync("client", "/tools/kubectl get pods -o name"));
        Assert.Matches($"Username +system:serviceaccount:{Namespace}:reader", await ShellAsync("client", "/tools/kubectl auth whoami"));
        var refused = await Kubectl.RunAsync("exec", "client", "--", "/tools/kubectl", "get", "secrets");
        Assert.Contains(
            $"Error from server (Forbidden): secrets is forbidden: User \"system:serviceaccount:{Namespace}:reader\" cannot list resource \"secrets\" in API group \"\" in the namespace \"{Namespace}\"",
            refused.Error, StringComparison.Ordinal);

        var token = await ShellAsync("client", "cat /var/run/secrets/kubernetes.io/serviceaccount/token");
        var claims = Encoding.UTF8.GetString(Convert.FromBase64String(Padded(token.Split('.')[1])));
        Assert.Contains("\"pod\":{\"name\":\"client\"", claims, StringComparison.Ordinal);
        await Kubectl.TextAsync("delete", "pod", "client");
        var late = await Kubectl.RunAsync("--token", token, "--kubeconfig", "/dev/null", "--server", $"https://127.0.0.1:{Cluster.ApiPort}", "--insecure-skip-tls-verify", "get", "pods");
        Assert.Contains("Unauthorized", late.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static string Padded(string base64Url) =>
        base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');

    private Task<string> ShellAsync(string pod, string script) => Kubectl.TextAsync("exec", pod, "--", "sh", "-c", script);
}
