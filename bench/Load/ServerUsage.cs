using System.Globalization;
using Trireme.Client.Transport;

namespace Trireme.Bench.Load;

/// <summary>Reads how much CPU a server has used and how much memory it holds.</summary>
internal sealed class ServerUsage(LoadTarget target, IApiTransport transport)
{
    /// <summary>CPU seconds so far and resident bytes now.</summary>
    public async Task<(double CpuSeconds, double ResidentBytes)> ReadAsync(CancellationToken cancellationToken) =>
        target.ProcessIds.Count > 0 ? FromProcesses() : await FromMetricsAsync(cancellationToken);

    private (double CpuSeconds, double ResidentBytes) FromProcesses()
    {
        double cpu = 0, resident = 0;
        foreach (var id in target.ProcessIds)
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            cpu += (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100;
            resident += double.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        return (cpu, resident);
    }

    private async Task<(double CpuSeconds, double ResidentBytes)> FromMetricsAsync(CancellationToken cancellationToken)
    {
        await using var response = await transport.SendAsync(new ApiRequest("GET", "/metrics") { Accept = "text/plain" }, cancellationToken);
        if (response.StatusCode != 200)
            throw new IOException($"{target.Name} answers /metrics with code {response.StatusCode}; name its process ids instead");
        double cpu = 0, resident = 0;
        using var reader = new StreamReader(response.Body);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("process_cpu_seconds_total ", StringComparison.Ordinal))
                cpu = double.Parse(line.AsSpan(line.IndexOf(' ')), CultureInfo.InvariantCulture);
            else if (line.StartsWith("process_resident_memory_bytes ", StringComparison.Ordinal))
                resident = double.Parse(line.AsSpan(line.IndexOf(' ')), CultureInfo.InvariantCulture);
        }
        return (cpu, resident);
    }
}
