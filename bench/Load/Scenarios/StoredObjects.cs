using System.Globalization;

namespace Trireme.Bench.Load.Scenarios;

/// <summary>Objects that reading scenarios read.</summary>
internal static class StoredObjects
{
    /// <summary>The name of an object.</summary>
    public static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"o{index}");

    /// <summary>Stores them.</summary>
    public static Task StoreAsync(LoadContext context, CancellationToken cancellationToken) =>
        LoadContext.ManyAsync(context.Options.Objects, context.Options.Clients, index =>
            context.PostAsync($"/api/v1/namespaces/{context.Namespace}/configmaps", context.ConfigMap(Name(index)), cancellationToken));
}
