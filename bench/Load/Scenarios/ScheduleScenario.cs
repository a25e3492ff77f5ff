using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Transport;

namespace Trireme.Bench.Load.Scenarios;

/// <summary>Creates Pods and waits until each is bound. The nodes exist in the API only, so nothing runs; latency counts from the creation's start.</summary>
internal sealed class ScheduleScenario : IScenario, IAsyncDisposable
{
    private const int Nodes = 10;
    private LoadContext? _context;

    public string Name => "schedule";

    public async Task PrepareAsync(LoadContext context, CancellationToken cancellationToken)
    {
        _context = context;
        for (var node = 0; node < Nodes; node++)
        {
            var name = NodeName(node);
            await context.PostAsync("/api/v1/nodes", $$$"""{"kind":"Node","apiVersion":"v1","metadata":{"name":"{{{name}}}","labels":{"load":"{{{context.Namespace}}}"} } }""", cancellationToken);
            var status = """{"status":{"capacity":{"cpu":"1000","memory":"1000Gi","pods":"10000"},"allocatable":{"cpu":"1000","memory":"1000Gi","pods":"10000"},"conditions":[{"type":"Ready","status":"True","reason":"KubeletReady","message":"exists in the API only"}]}}""";
            await context.SendAsync(
                new ApiRequest("PATCH", $"/api/v1/nodes/{name}/status") { Body = System.Text.Encoding.UTF8.GetBytes(status), ContentType = "application/merge-patch+json" }, cancellationToken);
        }
        // The default service account comes a moment after the namespace.
        var account = new ApiRequest("GET", $"/api/v1/namespaces/{context.Namespace}/serviceaccounts/default");
        for (var attempt = 0; ; attempt++)
        {
            await using var response = await context.Transport.SendAsync(account, cancellationToken);
            if (response.StatusCode == 200)
                return;
            if (attempt == 200)
                throw new IOException($"{context.Target.Name} makes no default service account in a new namespace");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    public async Task<double[]> RunAsync(LoadContext context, int round, CancellationToken cancellationToken)
    {
        var created = new ConcurrentDictionary<string, long>();
        var bound = new ConcurrentDictionary<string, double>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pods = new ApiClient(context.Transport).Resource<Pod>(context.Namespace);
        var watching = Task.Run(() => WatchAsync(pods, created, bound, context.Options.Pods, stop.Token), CancellationToken.None);
        await LoadContext.ManyAsync(context.Options.Pods, context.Options.Clients, index =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"p{round}-{index}");
            created[name] = Stopwatch.GetTimestamp();
            return context.PostAsync($"/api/v1/namespaces/{context.Namespace}/pods", Pod(context, name), cancellationToken);
        });
        await watching.WaitAsync(TimeSpan.FromSeconds(120), TimeProvider.System, cancellationToken);
        return [.. bound.Values];
    }

    public async ValueTask DisposeAsync()
    {
        for (var node = 0; _context is not null && node < Nodes; node++)
            await _context.SendAsync(new ApiRequest("DELETE", "/api/v1/nodes/" + NodeName(node)), CancellationToken.None);
    }

    private static async Task WatchAsync(
        ResourceClient<Pod> pods, ConcurrentDictionary<string, long> created, ConcurrentDictionary<string, double> bound, int count, CancellationToken cancellationToken)
    {
        await foreach (var change in pods.WatchAsync(new ListOptions(), cancellationToken))
        {
            if (change.Object is { Spec.NodeName.Length: > 0 } pod && created.TryGetValue(pod.Metadata.Name!, out var since))
                bound.TryAdd(pod.Metadata.Name!, Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            if (bound.Count == count)
                return;
        }
    }

    private static string Pod(LoadContext context, string name) =>
        $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"{{{context.Namespace}}}"},"spec":{"nodeSelector":{"load":"{{{context.Namespace}}}"},"tolerations":[{"operator":"Exists"}],"terminationGracePeriodSeconds":0,"containers":[{"name":"c","image":"none:1","resources":{"requests":{"cpu":"10m","memory":"8Mi"} } }] } }""";

    private string NodeName(int node) => string.Create(CultureInfo.InvariantCulture, $"{_context!.Namespace}-{node}");
}
