using System.Text.Json;

namespace Trireme.Tests.System.Clusters;

/// <summary>Manifests that many tests use, as JSON (which is YAML).</summary>
internal static class Manifests
{
    /// <summary>A Pod with one container, <c>main</c>, that runs a shell script in the example's image.</summary>
    /// <param name="name">The Pod's name, and its label <c>app</c>.</param>
    /// <param name="script">What it runs.</param>
    /// <param name="container">More fields of the container, such as <c>"env": []</c>.</param>
    /// <param name="spec">More fields of the Pod's spec.</param>
    /// <param name="grace">Seconds between SIGTERM and SIGKILL.</param>
    public static string Pod(string name, string script = "sleep 3600", string container = "", string spec = "", int grace = 1) => $$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{name}}", "labels": {"app": "{{name}}"} }, "spec": {
          "terminationGracePeriodSeconds": {{grace}},
          "containers": [{"name": "main", "image": "hello:1", "command": ["sh", "-c", {{JsonSerializer.Serialize(script)}}]{{More(container)}} }]{{More(spec)}} } }
        """;

    /// <summary>A Pod that serves the example's page on port 8080.</summary>
    public static string WebPod(string name, string container = "", string spec = "") => $$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{name}}", "labels": {"app": "{{name}}"} }, "spec": {
          "terminationGracePeriodSeconds": 1,
          "containers": [{"name": "main", "image": "hello:1", "ports": [{"name": "http", "containerPort": 8080}]{{More(container)}} }]{{More(spec)}} } }
        """;

    /// <summary>A Service on port 80 for Pods with the label <c>app</c>.</summary>
    public static string Service(string name, string app, string spec = "") => $$"""
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "{{name}}"}, "spec": {
          "selector": {"app": "{{app}}"}, "ports": [{"name": "http", "port": 80, "targetPort": 8080}]{{More(spec)}} } }
        """;

    /// <summary>A Deployment of the example's image with a readiness probe.</summary>
    public static string Deployment(string name, int replicas) => $$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "{{name}}"}, "spec": {
          "replicas": {{replicas}}, "selector": {"matchLabels": {"app": "{{name}}"} },
          "template": {"metadata": {"labels": {"app": "{{name}}"} }, "spec": {"terminationGracePeriodSeconds": 1, "containers": [{
            "name": "web", "image": "hello:1", "ports": [{"containerPort": 8080}],
            "readinessProbe": {"httpGet": {"port": 8080}, "periodSeconds": 1} }]} } } }
        """;

    private static string More(string fields) => fields.Length == 0 ? "" : ", " + fields;
}
