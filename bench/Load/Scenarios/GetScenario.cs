using Trireme.Client.Transport;

namespace Trireme.Bench.Load.Scenarios;

/// <summary>Reads single ConfigMaps.</summary>
internal sealed class GetScenario : IScenario
{
    public string Name => "get";

    public Task PrepareAsync(LoadContext context, CancellationToken cancellationToken) => StoredObjects.StoreAsync(context, cancellationToken);

    public Task<double[]> RunAsync(LoadContext context, int round, CancellationToken cancellationToken) =>
        LoadContext.ManyAsync(context.Options.Count, context.Options.Clients, index =>
            context.SendAsync(
                new ApiRequest("GET", $"/api/v1/namespaces/{context.Namespace}/configmaps/{StoredObjects.Name(index % context.Options.Objects)}"), cancellationToken));
}
