using Trireme.Api.Meta.V1;

namespace Trireme.Server.Admission;

/// <summary>All admission plugins, in Kubernetes' order. Thread-safe.</summary>
internal sealed class AdmissionChain(IReadOnlyList<IAdmissionPlugin> plugins)
{
    /// <summary>The plugins in order.</summary>
    public IReadOnlyList<IAdmissionPlugin> Plugins => plugins;

    /// <summary>Lets every plugin complete the object; the first refusal ends it.</summary>
    public async ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            if (await plugin.MutateAsync(request, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
        }
        return null;
    }

    /// <summary>Lets every plugin judge the validated object; the first refusal ends it.</summary>
    public async ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            if (await plugin.ValidateAsync(request, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
        }
        return null;
    }
}
