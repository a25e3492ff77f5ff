using System.Globalization;

namespace Trireme.Bench.Load.Scenarios;

/// <summary>Creates ConfigMaps.</summary>
internal sealed class CreateScenario : IScenario
{
    public string Name => "create";

    public Task PrepareAsync(LoadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<double[]> RunAsync(LoadContext context, int round, CancellationToken cancellationToken) =>
        LoadContext.ManyAsync(context.Options.Count, context.Options.Clients, index =>
            context.PostAsync(
                $"/api/v1/namespaces/{context.Namespace}/configmaps",
                context.ConfigMap(string.Create(CultureInfo.InvariantCulture, $"c{round}-{index}")),
                cancellationToken));
}
