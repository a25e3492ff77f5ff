using System.Text.Json.Nodes;
using Trireme.Client.Describing;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Xunit;

namespace Trireme.Tests.Unit.App.Client;

public sealed class PodDescriberTests
{
    private const string Manifest =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {app: web, tier: front}}
        spec:
          nodeName: n1
          serviceAccountName: default
          containers:
          - name: web
            image: hello:1
            command: [sh, -c]
            ports: [{containerPort: 8080, protocol: TCP}]
            env: [{name: A, value: b}, {name: POD, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.name}}}, {name: S, valueFrom: {secretKeyRef: {name: s, key: k}}}]
            resources: {requests: {cpu: 100m}}
            livenessProbe: {tcpSocket: {port: 8080}, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3}
            volumeMounts: [{name: tmp, mountPath: /tmp, readOnly: true}]
          volumes: [{name: tmp, emptyDir: {}}]
          tolerations: [{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300}]
        status:
          phase: Running
          hostIP: 10.0.0.1
          podIP: 10.1.0.5
          podIPs: [{ip: 10.1.0.5}]
          startTime: "2026-01-02T03:04:05Z"
          qosClass: Burstable
          conditions: [{type: Ready, status: "True"}]
          containerStatuses:
          - name: web
            containerID: containerd://1
            imageID: sha256:2
            ready: true
            restartCount: 1
            state: {running: {startedAt: "2026-01-02T03:04:06Z"}}
            lastState: {terminated: {reason: Error, exitCode: 3, startedAt: "2026-01-02T03:04:05Z", finishedAt: "2026-01-02T03:04:06Z"}}
        """;

    private const string Expected =
        """
        Name:             web
        Namespace:        shop
        Service Account:  default
        Node:             n1/10.0.0.1
        Start Time:       Fri, 02 Jan 2026 03:04:05 +0000
        Labels:           app=web
                          tier=front
        Annotations:      <none>
        Status:           Running
        IP:               10.1.0.5
        IPs:
          IP:  10.1.0.5
        Containers:
          web:
            Container ID:  containerd://1
            Image:         hello:1
            Image ID:      sha256:2
            Port:          8080/TCP
            Host Port:     0/TCP
            Command:
              sh
              -c
            State:          Running
              Started:      Fri, 02 Jan 2026 03:04:06 +0000
            Last State:     Terminated
              Reason:       Error
              Exit Code:    3
              Started:      Fri, 02 Jan 2026 03:04:05 +0000
              Finished:     Fri, 02 Jan 2026 03:04:06 +0000
            Ready:          True
            Restart Count:  1
            Requests:
              cpu:     100m
            Liveness:  tcp-socket :8080 delay=0s timeout=1s period=10s #success=1 #failure=3
            Environment:
              A:    b
              POD:  web (v1:metadata.name)
              S:    <set to the key 'k' in secret 's'>  Optional: false
            Mounts:
              /tmp from tmp (ro)
        Conditions:
          Type    Status
          Ready   True~
        Volumes:
          tmp:
            Type:        EmptyDir (a temporary directory that shares a pod's lifetime)
            Medium:     ~
            SizeLimit:   <unset>
        QoS Class:       Burstable
        Node-Selectors:  <none>
        Tolerations:     node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
        Events:
          Type     Reason   Age               From     Message
          ----     ------   ----              ----     -------
          Warning  BackOff  5s (x3 over 65s)  kubelet  Back-off restarting
        """;

    [Fact]
    public void Write_ARunningPod_AsKubectlLaysItOut()
    {
        var pod = ManifestFiles.Parse(Manifest, "pod")[0];
        var events = ManifestFiles.Parse(
            """
            {apiVersion: v1, kind: Event, type: Warning, reason: BackOff, count: 3, message: Back-off restarting, source: {component: kubelet},
             firstTimestamp: "2026-01-02T03:04:00Z", lastTimestamp: "2026-01-02T03:05:00Z"}
            """,
            "event");
        var text = new Description(new DateTimeOffset(2026, 1, 2, 3, 5, 5, TimeSpan.Zero), TimeZoneInfo.Utc);

        new PodDescriber().Write(text, pod, []);
        EventsDescription.Write(text, events);

        Assert.Equal(Expected.Replace('~', ' ') + "\n", text.ToString());
    }

    [Fact]
    public void Write_ASecret_SizesOnly()
    {
        var secret = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "s" },
            ["type"] = "Opaque",
            ["data"] = new JsonObject { ["pw"] = "aGVsbG8=", ["x"] = "" },
        };
        var text = new Description(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);

        new SecretDescriber().Write(text, secret, []);

        Assert.Contains("pw:  5 bytes\nx:   0 bytes\n", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("aGVsbG8=", text.ToString(), StringComparison.Ordinal);
    }
}
