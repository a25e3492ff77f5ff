using System.Diagnostics;
using System.Text;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;

namespace Trireme.Bench.Load;

/// <summary>A server under load: its transport, a namespace of its own, and requests that read answers to the end and keep nothing.</summary>
internal sealed class LoadContext : IAsyncDisposable
{
    private LoadContext(LoadTarget target, LoadOptions options)
    {
        Target = target;
        Options = options;
        Transport = new HttpsTransport(Kubeconfig.Load(target.Kubeconfig).Connection(), TimeProvider.System);
        Usage = new ServerUsage(target, Transport);
    }

    public LoadTarget Target { get; }

    public LoadOptions Options { get; }

    public HttpsTransport Transport { get; }

    public ServerUsage Usage { get; }

    public string Namespace { get; } = "load-" + Guid.NewGuid().ToString("N")[..8];

    public static async Task<LoadContext> OpenAsync(LoadTarget target, LoadOptions options, CancellationToken cancellationToken)
    {
        var context = new LoadContext(target, options);
        await context.PostAsync("/api/v1/namespaces", $$$"""{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{{{context.Namespace}}}"}}""", cancellationToken);
        return context;
    }

    /// <summary>Sends a request and reads the answer to its end.</summary>
    /// <returns>The size of the answer in bytes.</returns>
    public async Task<long> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await using var response = await Transport.SendAsync(request, cancellationToken);
        var buffer = new byte[16384];
        long total = 0;
        int read;
        while ((read = await response.Body.ReadAsync(buffer, cancellationToken)) > 0)
            total += read;
        if (response.StatusCode is < 200 or >= 300)
            throw new IOException($"{Target.Name} answered {request.Method} {request.PathAndQuery} with code {response.StatusCode}: {Encoding.UTF8.GetString(buffer, 0, (int)Math.Min(total, 300))}");
        return total;
    }

    public Task PostAsync(string path, string body, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest("POST", path) { Body = Encoding.UTF8.GetBytes(body) }, cancellationToken);

    /// <summary>Runs an operation so often, so many at a time; returns the latencies in milliseconds.</summary>
    public static async Task<double[]> ManyAsync(int count, int clients, Func<int, Task> operation)
    {
        var latencies = new double[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(clients, count)).Select(async _ =>
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < count)
            {
                var started = Stopwatch.GetTimestamp();
                await operation(index);
                latencies[index] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }));
        return latencies;
    }

    public string ConfigMap(string name) =>
        $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"{{{Namespace}}}","labels":{"load":"yes"}},"data":{"value":"{{{new string('x', Options.Size)}}}"}}""";

    public async ValueTask DisposeAsync()
    {
        try
        {
            await SendAsync(new ApiRequest("DELETE", $"/api/v1/namespaces/{Namespace}"), CancellationToken.None);
        }
        catch (IOException error)
        {
            Console.Error.WriteLine($"load: namespace {Namespace} of {Target.Name} is left behind: {error.Message}");
        }
        await Transport.DisposeAsync();
    }
}
