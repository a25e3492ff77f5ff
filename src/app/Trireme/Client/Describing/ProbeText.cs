using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>A probe on one line.</summary>
internal static class ProbeText
{
    /// <summary>Such as <c>http-get http://:80/ delay=0s timeout=1s period=10s #success=1 #failure=3</c>.</summary>
    public static string Of(JsonNode probe) =>
        $"{Action(probe)} delay={probe.Number("initialDelaySeconds")}s timeout={probe.Number("timeoutSeconds")}s period={probe.Number("periodSeconds")}s " +
        $"#success={probe.Number("successThreshold")} #failure={probe.Number("failureThreshold")}";

    private static string Action(JsonNode probe)
    {
        if (probe.At("exec") is { } exec)
            return $"exec [{string.Join(' ', exec.Strings("command"))}]";
        if (probe.At("httpGet") is { } http)
        {
            var scheme = http.Text("scheme") is { Length: > 0 } named ? named.ToLowerInvariant() : "http";
            var path = http.Text("path");
            return $"http-get {scheme}://{http.Text("host")}:{http.Text("port")}{(path.StartsWith('/') ? path : "/" + path)}";
        }
        if (probe.At("tcpSocket") is { } tcp)
            return $"tcp-socket {tcp.Text("host")}:{tcp.Text("port")}";
        return probe.At("grpc") is { } grpc ? $"grpc <pod>:{grpc.Text("port")} {grpc.Text("service")}".TrimEnd() : "unknown";
    }
}
