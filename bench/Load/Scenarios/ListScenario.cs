using Trireme.Client.Transport;

namespace Trireme.Bench.Load.Scenarios;

/// <summary>Lists all ConfigMaps of a namespace at once, one list after the other.</summary>
internal sealed class ListScenario : IScenario
{
    public string Name => "list";

    public Task PrepareAsync(LoadContext context, CancellationToken cancellationToken) => StoredObjects.StoreAsync(context, cancellationToken);

    public Task<double[]> RunAsync(LoadContext context, int round, CancellationToken cancellationToken) =>
        LoadContext.ManyAsync(context.Options.Lists, 1, _ =>
            context.SendAsync(new ApiRequest("GET", $"/api/v1/namespaces/{context.Namespace}/configmaps"), cancellationToken));
}
